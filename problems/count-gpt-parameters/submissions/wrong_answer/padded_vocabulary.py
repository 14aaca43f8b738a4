"""You round the vocabulary up to a multiple of 64. That is faster, and another model.
Caught by: by hand"""


def count_gpt_parameters(vocab_size, context, width, layers, heads, bias, tied):
    vocab_size = -(-vocab_size // 64) * 64

    def linear(inputs, outputs):
        return inputs * outputs + outputs * bias

    norm = width + width * bias
    parts = {
        "embeddings": (vocab_size + context) * width,
        "attention": layers * (linear(width, 3 * width) + linear(width, width)),
        "mlp": layers * (linear(width, 4 * width) + linear(4 * width, width)),
        "norms": (2 * layers + 1) * norm,
        "head": 0 if tied else width * vocab_size,
    }
    return {**parts, "total": sum(parts.values())}
