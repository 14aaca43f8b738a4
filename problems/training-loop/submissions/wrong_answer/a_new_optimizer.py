"""You make an optimizer of your own for each epoch. Momentum and the like are forgotten every time: use the one
that you are given.
Caught by: three epochs of Adam"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    optimizer = type(optimizer)(optimizer.param_groups[0]["params"], lr=optimizer.param_groups[0]["lr"])
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
