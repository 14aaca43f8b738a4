"""You clear the gradients of the model. The optimizer may hold others, such as those of the loss:
optimizer.zero_grad() clears what it steps.
Caught by: a loss that learns"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        model.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count
