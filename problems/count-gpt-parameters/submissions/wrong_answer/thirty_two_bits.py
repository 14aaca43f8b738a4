"""You multiply in 32-bit integers. 175 billion do not fit, and wrap around without a word; Python's int does not.
Caught by: as large as GPT-3"""


import torch


def count_gpt_parameters(vocab_size, context, width, layers, heads, bias, tied):
    layers = torch.tensor(layers, dtype=torch.int32)

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
    parts = {name: int(count) for name, count in parts.items()}
    return {**parts, "total": sum(parts.values())}
