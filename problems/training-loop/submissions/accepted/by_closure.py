"""The optimizer is handed what makes the loss and its gradients, and gives the loss back."""


def train_epoch(model, loss_fn, optimizer, batches):
    def step(x, y):
        def closure():
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            return loss.item()

        return optimizer.step(closure)

    model.train()
    seen = [(len(x), step(x, y)) for x, y in batches]
    return sum(size * loss for size, loss in seen) / sum(size for size, _ in seen)
