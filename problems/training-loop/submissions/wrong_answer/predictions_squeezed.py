"""You squeeze the predictions. (B,) against targets of (B, 1) is broadcast to (B, B), and each prediction is
compared with every target: hand over both as they are.
Caught by: one output"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x).squeeze(), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
