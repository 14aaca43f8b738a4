"""You forget the layer after the heads. The attention has four matrices, not three.
Caught by: by hand"""


def count_gpt_parameters(vocab_size, context, width, layers, heads, bias, tied):
    def linear(inputs, outputs):
        return inputs * outputs + outputs * bias

    norm = width + width * bias
    parts = {
        "embeddings": (vocab_size + context) * width,
        "attention": layers * (linear(width, 3 * width)),
        "mlp": layers * (linear(width, 4 * width) + linear(4 * width, width)),
        "norms": (2 * layers + 1) * norm,
        "head": 0 if tied else width * vocab_size,
    }
    return {**parts, "total": sum(parts.values())}
