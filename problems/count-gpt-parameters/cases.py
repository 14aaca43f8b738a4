from app.judge.cases import Case


def gpt(name, vocab_size, context, width, layers, heads, bias=True, tied=True, public=False):
    kwargs = {"vocab_size": vocab_size, "context": context, "width": width, "layers": layers, "heads": heads}
    return Case(name, "count_gpt_parameters", kwargs={**kwargs, "bias": bias, "tied": tied}, public=public)


def cases():
    yield gpt("by hand", 5, 3, 2, 1, 1, public=True)
    yield gpt("GPT-2", 50257, 1024, 768, 12, 12, public=True)
    yield gpt("an untied head", 11, 8, 6, 2, 3, tied=False)
    yield gpt("without biases", 65, 256, 384, 6, 6, bias=False)
    yield gpt("as large as GPT-3", 50257, 2048, 12288, 96, 96)
