"""You train in whatever mode the model is in. After an evaluation elsewhere that is evaluation mode: call
model.train().
Caught by: after an evaluation"""

def train_epoch(model, loss_fn, optimizer, batches):
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
