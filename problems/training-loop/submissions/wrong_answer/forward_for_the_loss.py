"""You run the model twice, once to report and once to learn. With dropout these are two different losses: keep the
one that you have.
Caught by: one batch"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        reported = loss_fn(model(x), y).item()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += reported * len(x)
        count += len(x)
    return total / count
