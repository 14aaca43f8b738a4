from app.judge.cases import Case, randint

WORDS = (
    "the of and to in is that it was for on are as with his they at be this from have or by one had not but what all "
    "were when we there can an your which their said if do will each about how up out them then she many some so these "
    "would other into has more her two like him see time could no make than first been its who now people my made over"
).split()


def prose(count, seed):
    """That many words in random order, with a full stop now and then."""
    picks = randint(0, len(WORDS), (count,), seed).tolist()
    stops = randint(0, 12, (count,), seed + 1).tolist()
    return " ".join(WORDS[pick] + "." * (stop == 0) for pick, stop in zip(picks, stops, strict=True))


def cases():
    yield Case("banana bandana", "bpe_train", ("banana bandana", 10), public=True)
    yield Case("three in a row", "bpe_train", ("aaa bcbc", 10), public=True)
    yield Case("a tie", "bpe_train", ("zyzy abab", 2))
    yield Case("runs", "bpe_train", ("aaab aaab", 10))
    yield Case("across spaces", "bpe_train", ("a b a b\na b a b", 6))
    yield Case("beyond ASCII", "bpe_train", ("née née, 日本 日本 🙂🙂", 12))
    yield Case("fewer merges than pairs", "bpe_train", (prose(40, seed=1), 7))
    yield Case("as it is written", "bpe_train", ("  Ab aB\tab  e\u0301 \u00e9 e\u0301 \u00e9  AB Ab \n ", 12))
    yield Case("empty text", "bpe_train", ("", 5))
    yield Case("a long text", "bpe_train", (prose(1200, seed=3), 40))
