"""You count three norms for each block. The third stands once, after the last block.
Caught by: GPT-2"""


def count_gpt_parameters(vocab_size, context, width, layers, heads, bias, tied):
    def linear(inputs, outputs):
        return inputs * outputs + outputs * bias

    norm = width + width * bias
    parts = {
        "embeddings": (vocab_size + context) * width,
        "attention": layers * (linear(width, 3 * width) + linear(width, width)),
        "mlp": layers * (linear(width, 4 * width) + linear(4 * width, width)),
        "norms": (3 * layers) * norm,
        "head": 0 if tied else width * vocab_size,
    }
    return {**parts, "total": sum(parts.values())}
