"""You put the mode back in which the model came. An evaluation does that; training leaves it in training mode.
Caught by: after an evaluation"""

def train_epoch(model, loss_fn, optimizer, batches):
    was_training = model.training
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    model.train(was_training)
    return total / count
