"""Errors in plain words, against what this torch really raises: the table is read by the messages themselves."""

import io
import math
import sys

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from app.judge.plain_words import TABLE, about_shapes, meaning_of, plain_words

r = torch.randn


class Scaled(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        return x.mul_(2)

    @staticmethod
    def backward(ctx, g):
        return 2 * g


def leaf():
    return r(3, requires_grad=True)


def run(source):
    """The last name of `source` is called."""
    names = {"torch": torch, "nn": nn, "F": F}
    exec(compile(source, "solution.py", "exec"), names)
    names["go"]()


def nobody(code):
    """Where the keyboard is at its end."""
    before, sys.stdin = sys.stdin, io.StringIO()
    try:
        eval(code)
    finally:
        sys.stdin = before


RAISED = [
    # what raises it, words of the sentence, whether it is about shapes
    ("matmul", lambda: r(2, 3) @ r(4, 5), "2 × 3 does not go with 4 × 5", True),
    ("linear", lambda: nn.Linear(3, 4)(r(2, 5)), "2 × 5 does not go with 3 × 4", True),
    ("matrix and vector", lambda: r(2, 3) @ r(4), "lengths must agree", True),
    ("dot", lambda: r(3) @ r(4), "lengths must agree", True),
    ("bmm", lambda: r(2, 3, 4) @ r(2, 5, 6), "last dimension of the left", True),
    ("broadcast", lambda: r(2, 3) + r(2, 4), "in dimension 1 one has 3 entries, the other 4", True),
    ("einsum size", lambda: torch.einsum("ij,jk->ik", r(2, 3), r(4, 5)), "two different sizes", True),
    ("einsum rank", lambda: torch.einsum("ij,jk->ik", r(2, 3, 4), r(4, 5)), "more or fewer dimensions", True),
    ("view after transpose", lambda: r(2, 3).t().view(6), "use reshape", True),
    ("view of a wrong size", lambda: r(2, 6).view(2, 5), "12 entries cannot be laid out as [2, 5]", True),
    ("expand", lambda: r(2, 3).expand(2, 4), "only dimensions of size 1", True),
    ("assign", lambda: torch.zeros(2, 3).__setitem__(0, r(4)), "only dimensions of size 1", True),
    ("cat", lambda: torch.cat([r(2, 3), r(2, 4)]), "concatenated must agree", True),
    ("stack", lambda: torch.stack([r(2, 3), r(2, 4)]), "tensors of one shape", True),
    ("permute", lambda: r(2, 3).permute(0, 1, 2), "every dimension once", True),
    ("dimension", lambda: r(2, 3).sum(2), "no dimension 2: this tensor has 2", True),
    ("index beyond", lambda: r(3)[5], "dimension 0 has 3 entries, 0 to 2", True),
    ("gather beyond", lambda: r(2, 3).gather(1, torch.tensor([[5]])), "dimension 1 has 3 entries", True),
    ("too many indices", lambda: r(3)[0, 0], "more indices than", True),
    ("mask shape", lambda: r(3)[torch.tensor([True, False])], "shape of what it selects", True),
    ("in place", lambda: (lambda x: x.exp().add_(1).sum().backward())(leaf()), "changed in place (`+=`", False),
    ("leaf in place", lambda: leaf().add_(1), "make a new one", False),
    ("leaf's view in place", lambda: leaf().__setitem__(0, 1), "make a new one", False),
    ("leaf changed by a Function", lambda: Scaled.apply(leaf()), "make a new one", False),
    ("vmap of a Function", lambda: torch.vmap(Scaled.apply)(r(2, 3)), "generate_vmap_rule", False),
    ("too few arguments", lambda: (lambda a, b: a)(1), "called without `b`:", False),
    ("an argument twice", lambda: (lambda a: a)(1, a=2), "by place and by name", False),
    ("no forward", lambda: nn.Module()(x=1), "no method `forward`", False),
    ("invalid arguments", lambda: r(3).mean(axes=0), "does not take these arguments", False),
    ("nobody to ask", lambda: nobody("input('a number: ')"), "nobody here", False),
    ("no such module", lambda: run("def go():\n    import sklearn_"), "sklearn_ is not installed here", False),
    ("part in place", lambda: leaf().unbind()[0].mul_(2), "chunk, split or unbind", False),
    ("too deep", lambda: run("def go():\n    go()"), "calls itself", False),
    ("too large", lambda: math.exp(1000), "larger than a Python float", False),
    ("expanded in place", lambda: r(3, 1).expand(3, 4).add_(1), "clone() it first", False),
    ("no graph", lambda: r(3).sum().backward(), "no graph leads to", False),
    ("not a scalar", lambda: leaf().exp().backward(), "take the sum or mean", False),
    ("twice", lambda: (lambda y: (y.backward(), y.backward()))(leaf().exp().sum()), "used up by the first", False),
    ("unused", lambda: torch.autograd.grad(leaf().sum(), leaf()), "does not depend on", False),
    ("numpy", lambda: leaf().numpy(), "cut the graph", False),
    ("integers", lambda: torch.arange(3).requires_grad_(), "integers have no gradient", False),
    ("no grad yet", lambda: leaf().grad.zero_(), "`.grad` is None before", False),
    ("float index", lambda: r(3)[torch.tensor([1.0])], "`.long()`", False),
    ("float gather", lambda: r(2, 3).gather(1, torch.zeros(2, 1)), "`.long()`", False),
    ("float scatter", lambda: torch.zeros(2, 3).scatter(1, torch.zeros(1, 1), 1.0), "`.long()`", False),
    ("float embedding", lambda: F.embedding(r(2), r(3, 4)), "`.long()`", False),
    ("one hot", lambda: F.one_hot(r(3)), "`.long()`", False),
    ("target", lambda: F.cross_entropy(r(2, 3), torch.tensor([1, 2], dtype=torch.int32)), "`.long()`", False),
    ("double and float", lambda: r(2, 3).double() @ r(3, 4), "`.to(x.dtype)`", False),
    ("layer in float", lambda: nn.Linear(3, 4)(r(2, 3).double()), "`.to(x.dtype)`", False),
    ("dot of two types", lambda: torch.dot(r(3), r(3).double()), "`.to(x.dtype)`", False),
    ("mean of integers", lambda: torch.arange(3).mean(), "`.float()`", False),
    ("softmax of integers", lambda: torch.softmax(torch.arange(3), 0), "`.float()`", False),
    ("into integers", lambda: torch.arange(3).add_(0.5), "make that one of floats", False),
    ("where", lambda: torch.where(torch.tensor([1, 0]), r(2), r(2)), "`.bool()`", False),
    ("masked_fill", lambda: r(3).masked_fill(torch.tensor([1, 0, 1]), 0.0), "`.bool()`", False),
    ("devices", lambda: r(3) + torch.zeros(3, device="meta"), "`device=x.device`", False),
    ("None added", lambda: None + r(3), "without `return`", False),
    ("None given", lambda: torch.exp(None), "without `return`", False),
    ("None's shape", lambda: None.shape, "without `return`", False),
    ("None called", lambda: (lambda f: f(1))(None), "without `return`", False),
    ("truth", lambda: bool(r(3) > 0), "used as one number", False),
    ("item", lambda: r(3).item(), "used as one number", False),
    ("range", lambda: range(torch.tensor([1, 2])), "used as one number", False),
    ("gone through", lambda: list(r(1).sum()), "is one number", False),
    ("unpacked", lambda: exec("b, t, c = (1, 2)"), "as many parts", True),
    ("max with a dimension", lambda: r(3, 4).max(1).sum(), "`.values`, or use `amax`", False),
    ("max minus", lambda: r(3, 4).max(1) - 1, "`.values`", False),
    ("wrong function", lambda: torch.softmx, "Did you mean `softmax`?", False),
    ("wrong functional", lambda: F.sofmax, "Did you mean `softmax`?", False),
    ("wrong method", lambda: r(3).meen(), "Did you mean `mean`?", False),
]

WRITTEN = [
    ("wrong name", "def go():\n    logits = 1\n    return logit", "Did you mean `logits`?"),
    ("no import", "def go():\n    return math.pi", "Is its import missing?"),
    ("before assignment", "def go():\n    y = x + 1\n    x = 2", "used before it is assigned"),
    ("self forgotten", "class M:\n    def f(x):\n        return x\ndef go():\n    M().f(1)", "write `def f(self, …)`"),
    ("self forgotten, alone", "class M:\n    def f():\n        pass\ndef go():\n    M().f()", "write `def f(self, …)`"),
    (
        "forward",
        "class M(nn.Module):\n    def forward(x):\n        return x\ndef go():\n    M()(1)",
        "def forward(self",
    ),
    (
        "no self.",
        "class M:\n    def __init__(self):\n        self.h = 1\n    def f(self):\n        return h\n"
        "def go():\n    M().f()",
        "but `self.h` is set in line 3",
    ),
    ("self in a function", "def go():\n    return self.x", "must take it as its first argument"),
    ("one too many", "def f(x):\n    pass\ndef go():\n    f(1, 2)", "`f` is called with 2 arguments"),
    (
        "attribute never set",
        "class M:\n    def __init__(self):\n        self.scale = 1\n    def f(self):\n"
        "        return self.scael\ndef go():\n    M().f()",
        "Did you mean `scale`?",
    ),
    ("a number is no tensor", "def go():\n    return (3).clamp(1)", "an int has no attribute `clamp`"),
    (
        "super forgotten",
        "class M(nn.Module):\n    def __init__(self):\n        self.l = nn.Linear(1, 1)\ndef go():\n    M()",
        "`super().__init__()` first",
    ),
]


@pytest.mark.parametrize(("raising", "words", "shapes"), [row[1:] for row in RAISED], ids=[row[0] for row in RAISED])
def test_what_torch_raises(raising, words, shapes):
    with pytest.raises(Exception) as caught:
        raising()
    kind, message = type(caught.value).__name__, str(caught.value)
    assert words in plain_words(kind, message, ""), f"{kind}: {message}"
    assert about_shapes(kind, message) == shapes


@pytest.mark.parametrize(("source", "words"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_what_a_learner_wrote(source, words):
    with pytest.raises(Exception) as caught:
        run(source)
    kind, message = type(caught.value).__name__, str(caught.value)
    assert words in plain_words(kind, message, source), f"{kind}: {message}"


def test_every_row_of_the_table_is_met_by_an_error():
    met = set()
    for _, raising, *_ in RAISED:
        with pytest.raises(Exception) as caught:
            raising()
        found = meaning_of(type(caught.value).__name__, str(caught.value))
        met.add(found[0].pattern.pattern if found else None)
    for _, source, _ in WRITTEN:
        with pytest.raises(Exception) as caught:
            run(source)
        found = meaning_of(type(caught.value).__name__, str(caught.value))
        met.add(found[0].pattern.pattern if found else None)
    unmet = [meaning.pattern.pattern for meaning in TABLE if meaning.pattern.pattern not in met]
    assert unmet == [r"not compiled with CUDA|No CUDA GPUs"], "no CPU build says the same as a GPU build without one"


def test_what_is_not_in_the_table_is_left_as_it_is():
    assert plain_words("ZeroDivisionError", "division by zero", "") == ""


def test_a_hidden_case_quotes_nothing(hand_in):
    code = "def double(x):\n    if x.dim() == 1 and x.numel() == 3:\n        return x.view(7, 7)\n    return 2 * x\n"
    report = hand_in(code)
    assert report["sentence"] == (
        "Line 3: 3 entries cannot be laid out as that shape: the product of the sizes must stay the same."
    )


def test_an_error_that_the_learner_raises_keeps_its_words(hand_in):
    report = hand_in("def double(x):\n    raise RuntimeError('view size is not compatible')\n")
    assert report["sentence"] == "Line 2: RuntimeError: view size is not compatible"
    assert report["error"]["plain"] == ""
