"""You step before backward: each step uses the gradient of the batch before, and the first none at all.
Caught by: one batch"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        loss = loss_fn(model(x), y)
        optimizer.step()
        optimizer.zero_grad()
        loss.backward()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
