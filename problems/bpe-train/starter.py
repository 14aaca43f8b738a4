def bpe_train(text: str, num_merges: int) -> list[tuple[int, int]]:
    """The pairs of token ids to merge, in the order in which they are learned; at most `num_merges`."""
    raise NotImplementedError
