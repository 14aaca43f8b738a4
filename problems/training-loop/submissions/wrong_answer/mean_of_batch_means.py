"""You average the losses of the batches. The last one is shorter, so its examples count for more: weight by len(x).
(len(batch) of a pair is 2.)
Caught by: a short last batch"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, 0
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item()
        count += 1
    return total / count
