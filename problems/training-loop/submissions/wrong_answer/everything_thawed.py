"""You ask for gradients of all parameters, frozen ones included. What is frozen stays frozen.
Caught by: a frozen layer"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.train().requires_grad_(True)
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
