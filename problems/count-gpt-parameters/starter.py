def count_gpt_parameters(
    vocab_size: int, context: int, width: int, layers: int, heads: int, bias: bool, tied: bool
) -> dict[str, int]:
    """Parameters by part: embeddings, attention, mlp, norms, head, total."""
    raise NotImplementedError
