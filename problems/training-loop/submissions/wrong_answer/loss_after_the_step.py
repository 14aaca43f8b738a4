"""You measure the loss again after the step. The loss that counts is the one that you stepped on, and a second
forward pass is twice the work.
Caught by: one batch"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss_fn(model(x), y).item() * len(x)
        count += len(x)
    return total / count
