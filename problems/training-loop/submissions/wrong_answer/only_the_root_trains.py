"""You set model.training, which is one flag of one module. model.train() goes down to every module.
Caught by: after an evaluation"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.training = True
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
