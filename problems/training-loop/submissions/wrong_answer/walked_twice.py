"""You go through the batches once to count the examples. A stream is then empty: count in the loop that trains.
Caught by: a stream"""

def train_epoch(model, loss_fn, optimizer, batches):
    model.train()
    total, count = 0.0, sum(len(x) for x, _ in batches)
    for x, y in batches:
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
    return total / count
