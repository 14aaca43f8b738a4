def softmax(x, dim):
    scores = x.movedim(dim, 0)
    shifted = scores - scores.max(0).values
    return (shifted - shifted.exp().sum(0).log()).exp().movedim(0, dim)
