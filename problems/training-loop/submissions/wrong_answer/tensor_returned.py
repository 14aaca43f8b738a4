"""You add up tensors, and what you return is one. A number is asked for: take loss.item(). A loss that is not even
detached keeps its graph alive until the epoch ends.
Caught by: one batch"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss * len(x)
        count += len(x)
    return total / count
