"""You train in evaluation mode: without dropout, and with BatchNorm frozen. eval() is for measuring.
Caught by: one batch"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.eval()
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
