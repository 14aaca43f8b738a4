"""You count biases whether there are any or not.
Caught by: without biases"""


def count_gpt_parameters(vocab_size, context, width, layers, heads, bias, tied):
    def linear(inputs, outputs):
        return inputs * outputs + outputs

    norm = width + width * bias
    parts = {
        "embeddings": (vocab_size + context) * width,
        "attention": layers * (linear(width, 3 * width) + linear(width, width)),
        "mlp": layers * (linear(width, 4 * width) + linear(4 * width, width)),
        "norms": (2 * layers + 1) * norm,
        "head": 0 if tied else width * vocab_size,
    }
    return {**parts, "total": sum(parts.values())}
