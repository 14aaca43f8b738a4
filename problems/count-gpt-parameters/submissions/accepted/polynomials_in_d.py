"""The sums worked out on paper: every part is a polynomial in the width."""


def count_gpt_parameters(vocab_size, context, width, layers, heads, bias, tied):
    d, square = width, width**2
    embeddings = vocab_size * d + context * d
    attention = layers * (4 * square + 4 * d * bias)
    mlp = layers * (8 * square + 5 * d * bias)
    norms = d * (1 + bias) * (1 + 2 * layers)
    head = vocab_size * d * (not tied)
    return {
        "embeddings": embeddings,
        "attention": attention,
        "mlp": mlp,
        "norms": norms,
        "head": head,
        "total": embeddings + attention + mlp + norms + head,
    }
