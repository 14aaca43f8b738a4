"""You put x into the formula where the probabilities belong. x holds the logits; run them through softmax first.
Caught by: by hand"""


def softmax_backward(grad_output, x, dim):
    return x * (grad_output - (grad_output * x).sum(dim, keepdim=True))
