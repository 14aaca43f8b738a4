import torch
from torch import inf, nan, tensor

from app.judge.cases import Case, randint, randn

VOCABULARY = 5


def batch(lengths, seed, longest=None, vocabulary=VOCABULARY, scale=2.0, dtype=torch.float32):
    """(logits, tokens, lengths) of texts that are padded to `longest` with tokens like all others."""
    shape = (len(lengths), longest or max(lengths))
    logits = randn(*shape, vocabulary, seed=seed, scale=scale, dtype=dtype)
    return logits, randint(0, vocabulary, shape, seed + 1), tensor(lengths)


def spoiled(logits, tokens, lengths):
    """The same texts, with padding that is neither a token nor a number."""
    padding = torch.arange(tokens.shape[1]) >= lengths[:, None]
    return logits.masked_fill(padding[..., None], nan), tokens.masked_fill(padding, 99), lengths


def case(name, *batches, public=False):
    return Case(name, "perplexity", (list(batches),), public=public)


def cases():
    p = tensor([[[0.5, 0.25, 0.25], [0.375, 0.125, 0.5], [0.25, 0.25, 0.5]]])
    yield case("by hand", (p.log(), tensor([[2, 0, 1]]), tensor([3])), public=True)
    yield case("two texts, padded", batch([4, 2], seed=10), public=True)
    yield case("batches of different sizes", batch([6, 4, 5], seed=20), batch([2], seed=22), batch([3, 2], 24, 7))
    yield case("padding that is no number", spoiled(*batch([3, 5, 2], seed=30)), spoiled(*batch([4], 32, 6)))
    yield case("a batch that predicts nothing", batch([3, 1], seed=40), batch([1, 1], seed=42), batch([4, 2], seed=44))
    # The bias alone puts 300 between neighbours; one token comes as a surprise.
    surprise = tensor([[[300.0, 301.0, 0.0], [-300.0, -299.0, -301.0], [0.0, 0.0, 150.0], [-1.0, 0.0, 1.0]]])
    yield case("confident logits", (surprise, tensor([[2, 1, 0, 1]]), tensor([4])), batch([5], seed=50, vocabulary=3))
    logits, tokens, lengths = batch([4, 3], seed=60)
    ruled_out = torch.arange(VOCABULARY) == (tokens.roll(-1, 1)[..., None] + 2) % VOCABULARY
    yield case("a token ruled out", (logits.masked_fill(ruled_out, -inf), tokens, lengths))
    yield case("a long text", batch([250], seed=70, vocabulary=20))
    yield case(
        "half the digits", batch([6, 4], seed=80, dtype=torch.bfloat16), batch([7], seed=82, dtype=torch.bfloat16)
    )
    hopeless = tensor([[[2000.0, 0.0], [0.0, 0.0], [0.0, 0.0]]])
    yield case("beyond the largest float", (hopeless, tensor([[0, 1, 1]]), tensor([3])))
