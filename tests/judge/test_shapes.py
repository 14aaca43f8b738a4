"""Shapes by line: what is taken down, what a failing line got, and what a hostile submission cannot do with it."""

import contextlib
import json
import sys
import textwrap

import pytest
import torch

from app.judge.checks import Malformed
from app.judge.forbidden import SOLUTION
from app.judge.inlays import read_inlays
from app.judge.lines import Lines
from app.judge.shapes import MOST_ROWS, MOST_STEPS, Shapes, describe


def followed(source, *args, name="f"):
    """line → {name: text, or (first, last)} of one call, as the editor gets it; and the inlays themselves."""
    source = textwrap.dedent(source).lstrip("\n")
    names = {"torch": torch}
    exec(compile(source, SOLUTION, "exec"), names)
    shapes, error = Shapes(source, SOLUTION), None
    before = sys.gettrace()
    try:
        with shapes:
            names[name](*args)
    except BaseException as raised:
        error = raised
    assert sys.gettrace() is before
    inlays = read_inlays(json.loads(json.dumps(shapes.claim(error))), source)
    told = {
        row["line"]: {v["name"]: (v["text"], v["last"]) if v["last"] else v["text"] for v in row["values"]}
        for row in inlays.lines
    }
    return told, inlays


def ones(*shape, dtype=torch.float32):
    return torch.ones(*shape, dtype=dtype)


def test_arguments_assignments_and_what_is_returned_have_a_shape():
    told, inlays = followed(
        """
        def f(q, k, n=2):
            B, T = q.shape
            scores = q @ k.mT
            top = scores.argmax(-1)
            a, b = q[:, 0], q.double()
            return scores
        """,
        ones(2, 5),
        ones(3, 5),
    )
    assert told == {
        1: {"q": "(2, 5)", "k": "(3, 5)"},
        3: {"scores": "(2, 3)"},
        4: {"top": "(2,) int64"},
        5: {"a": "(2,)", "b": "(2, 5) float64"},
        6: {"return": "(2, 3)"},
    }
    assert (inlays.failed, inlays.sentence(), inlays.cut) == (None, "", False)


def test_a_loop_shows_the_first_and_the_last():
    told, inlays = followed(
        """
        def f(x):
            cache = x[:, :1]
            for i in range(4):
                cache = torch.cat([cache, x[:, :1]], 1)
            while cache.shape[1] > 2: cache = cache[:, 1:]
            return cache
        """,
        ones(2, 3),
    )
    assert told[4] == {"cache": ("(2, 2)", "(2, 5)")}
    assert told[5] == {"cache": ("(2, 4)", "(2, 2)")}
    assert next(row for row in inlays.lines if row["line"] == 4)["values"][0]["times"] == 4


def test_a_statement_of_several_lines_is_looked_at_when_it_is_over():
    told, _ = followed(
        """
        def f(x,
              w):
            x = torch.einsum(
                "bi,oi->bo",
                x,
                w,
            )
            return x
        """,
        ones(2, 3),
        ones(4, 3),
    )
    assert told == {1: {"x": "(2, 3)"}, 2: {"w": "(4, 3)"}, 3: {"x": "(2, 4)"}, 8: {"return": "(2, 4)"}}


def test_methods_helpers_decorators_generators_and_lists():
    told, _ = followed(
        """
        class Layer:
            scale = torch.ones(7)
            @staticmethod
            def halves(x):
                yield from x.chunk(2)
        @torch.no_grad()
        def f(x):
            parts = list(Layer.halves(x))
            odd = [x, x[0]]
            mixed = [x, 1]
            with torch.enable_grad() as _, torch.no_grad():
                if (y := x.sum(0)).numel():
                    z = [t for t in parts]
            return (lambda t: t)(y)
        """,
        ones(4, 3),
    )
    assert told == {
        4: {"x": "(4, 3)"}, 7: {"x": "(4, 3)"}, 8: {"parts": "2 × (2, 3)"}, 9: {"odd": "(4, 3), (3,)"},
        12: {"y": "(3,)"}, 13: {"z": "2 × (2, 3)"}, 14: {"return": "(3,)"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "args", "said"),
    [
        ("return q @ k", [ones(2, 5), ones(3, 5)], "`q` is (2, 5), from line 1; `k` is (3, 5), from line 1"),
        ("return q * (k + 1)", [ones(2, 5), ones(4)], "`q` is (2, 5), from line 1; `k` is (4,), from line 1"),
        ("p = [q, k]\n    return torch.cat(p)", [ones(2, 5), ones(2, 4)], "`p` holds (2, 5), (2, 4), from line 2"),
        ("n = 7\n    return q.view(n, -1)", [ones(2, 5), ones(1)], "`q` is (2, 5), from line 1; `n` is 7"),
        ("q = q.T\n    return torch.matmul(q.T, k)", [ones(2, 5), ones(3, 5)],
         "`q` is (5, 2), from line 2; `k` is (3, 5), from line 1"),
        ("return q @ k", [ones(2, 5, dtype=torch.float64), ones(5, 3)],
         "`q` is (2, 5) float64, from line 1; `k` is (5, 3), from line 1"),
    ],
)  # fmt: skip
def test_a_line_that_fails_tells_what_it_was_given(line, args, said):
    _, inlays = followed(f"def f(q, k):\n    {line}\n", *args)
    assert inlays.failed == 2 + line.count("\n")
    assert inlays.sentence() == f"Here {said}."
    assert {row["line"] for row in inlays.lines for value in row["values"] if value["failed"]} == {inlays.failed}


def test_the_innermost_line_is_told_and_only_of_the_error_that_ended_the_call():
    source = """
        def inner(a):
            return a @ a
        def f(x):
            try:
                inner(x.mT)
            except RuntimeError:
                pass
            y = x + 1
            return {}
        """
    _, inlays = followed(source.format("inner(y)"), ones(2, 3))
    assert (inlays.failed, inlays.sentence()) == (2, "Here `a` is (2, 3), from line 1.")
    _, inlays = followed(source.format("y"), ones(2, 3))
    assert inlays.failed is None


def test_nothing_of_an_object_s_class_is_asked():
    """Not its repr, its length, its class, its shape: whatever they would do."""
    source = """
        class Evil(torch.Tensor):
            asked = []
            def __getattribute__(self, name):
                Evil.asked.append(name)
                raise SystemExit
            @classmethod
            def __torch_function__(cls, *_, **__):
                Evil.asked.append("torch function")
                raise SystemExit
            __class__ = shape = dtype = __len__ = property(lambda self: Evil.asked.append("property"))
            __repr__ = __str__ = __eq__ = __hash__ = lambda *_: Evil.asked.append("method")
        class Liar(list):
            def __getitem__(self, at): Evil.asked.append("item")
            def __len__(self): Evil.asked.append("len"); return 1 << 70
        class Meta(type):
            __mro__ = property(lambda cls: Evil.asked.append("mro"))
            def __instancecheck__(cls, one): Evil.asked.append("instance")
        class Odd(metaclass=Meta):
            __class__ = property(lambda self: Evil.asked.append("class"))
        class Number(int):
            def __index__(self): Evil.asked.append("index"); return 3
        def f(x):
            a = torch.Tensor._make_subclass(Evil, x)
            b, c, d = Liar([x]), Odd(), Number(4)
            e = [a, b, c, d]
            class Body(metaclass=type("M", (type,), {"__prepare__": lambda *_: Names()})):
                inside = x
            y = x * 2
            (x + x) @ [a, b, c, d]
        class Names(dict):
            def __getitem__(self, name):
                if name == "inside": Evil.asked.append("body")
                return dict.__getitem__(self, name)
        """
    source = textwrap.dedent(source).lstrip("\n")
    shapes = Shapes(source, SOLUTION)
    asked = []
    for following in (contextlib.nullcontext(), shapes):
        names = {"torch": torch}
        exec(compile(source, SOLUTION, "exec"), names)
        with pytest.raises(TypeError) as caught, following:
            names["f"](ones(2, 2))
        asked.append(list(names["Evil"].asked))
    inlays = read_inlays(shapes.claim(caught.value), source)
    assert asked[0] == asked[1], "no more is asked than torch itself asks"
    at = source.split("\n").index("    y = x * 2") + 1
    assert {"line": at, "values": [{"name": "y", "text": "(2, 2)", "last": None, "times": 1, "failed": False}]} in (
        inlays.lines
    )


def test_a_patched_shape_is_not_called(monkeypatch):
    x = ones(2, 3)
    monkeypatch.setattr(torch.Tensor, "shape", property(lambda self: 1 / 0), raising=False)
    monkeypatch.setattr(torch.Tensor, "dtype", property(lambda self: 1 / 0), raising=False)
    assert describe(x) == {"shape": [2, 3], "dtype": "float32"}


def test_steps_and_rows_are_bounded():
    _, inlays = followed(f"def f(x):\n    for i in range({MOST_STEPS}):\n        y = x\n    return y\n", ones(2))
    assert inlays.cut
    assert [row["line"] for row in inlays.lines] == [1, 3], "what came after was not watched"
    many = "\n".join(f"    v{i} = x" for i in range(MOST_ROWS + 50))
    _, inlays = followed(f"def f(x):\n{many}\n", ones(2))
    assert sum(len(row["values"]) for row in inlays.lines) == MOST_ROWS


# ---- what the judge believes ---------------------------------------------------------------------------------------

SOURCE = "def f(x):\n    y = x @ x\n    return y\n"
FINE = {"shape": [2, 3], "dtype": "float32"}


def test_what_is_well_formed_is_believed():
    answer = {"rows": [[2, "y", 2, FINE, {"shape": [4], "dtype": "bool"}]], "failed": None, "cut": "yes"}
    inlays = read_inlays(answer, SOURCE)
    value = {"name": "y", "text": "(2, 3)", "last": "(4,) bool", "times": 2, "failed": False}
    assert (inlays.lines, inlays.cut) == ([{"line": 2, "values": [value]}], False)


@pytest.mark.parametrize(
    "row",
    [
        [2, "<script>", 1, FINE, FINE],
        [2, "secret", 1, FINE, FINE],
        [2, "y = x", 1, FINE, FINE],
        [2, "x\n", 1, FINE, FINE],
        [2, ["y"], 1, FINE, FINE],
        [9, "y", 1, FINE, FINE],
        [0, "y", 1, FINE, FINE],
        [True, "y", 1, FINE, FINE],
        [2, "y", -1, FINE, FINE],
        [2, "y", "often", FINE, FINE],
        [2, "y", 1, FINE],
        [2, "y", 1, FINE, "(2, 3)"],
        [2, "y", 1, FINE, {"shape": "abc", "dtype": "float32"}],
        [2, "y", 1, FINE, {"shape": ["2"], "dtype": "float32"}],
        [2, "y", 1, FINE, {"shape": [2.5], "dtype": "float32"}],
        [2, "y", 1, FINE, {"shape": [1 << 60], "dtype": "float32"}],
        [2, "y", 1, FINE, {"shape": [1] * 99, "dtype": "float32"}],
        [2, "y", 1, FINE, {"shape": [2], "dtype": "a long story"}],
        [2, "y", 1, FINE, {"shape": [2], "dtype": ["float32"]}],
        [2, "y", 1, FINE, {"parts": [], "of": 0}],
        [2, "y", 1, FINE, {"parts": [FINE, FINE], "of": 1}],
        [2, "y", 1, FINE, {"parts": [{"parts": [FINE], "of": 1}], "of": 1}],
        None,
        7,
    ],
)
def test_anything_else_is_not(row):
    with pytest.raises(Malformed):
        read_inlays({"rows": [row], "failed": None}, SOURCE)


@pytest.mark.parametrize(
    "failed",
    [3, [2], [2, 5], [9, [["x", FINE, None]]], [2, [["z", FINE, None]]], [2, [["x", FINE, 99]]], [2, [["x", {}, 1]]],
     [2, [[{}, FINE, None]]], [2, [["x", {"number": "7"}, None]]]],
)  # fmt: skip
def test_nor_is_a_failure_that_cannot_be(failed):
    with pytest.raises(Malformed):
        read_inlays({"rows": [], "failed": failed}, SOURCE)


@pytest.mark.parametrize("answer", [{}, {"rows": None}, {"rows": []}, {"rows": {"a": 1}, "failed": None}])
def test_nor_an_answer_that_is_none(answer):
    with pytest.raises(Malformed):
        read_inlays(answer, SOURCE)


def test_lines_are_those_of_python():
    source = "x = 1\r\ny\x0c = 2\u2028\rdef f(a):\n    b = a\n"
    assert Lines.of("x = 1\r\ny = 2\rdef f(a):\n    b = a\n").bound[4] == ["b"]
    inlays = read_inlays({"rows": [[4, "b", 1, FINE, FINE]], "failed": None}, source)
    assert inlays.lines[0]["line"] == 4


# ---- with a judge --------------------------------------------------------------------------------------------------


def test_a_run_tells_the_shapes_of_the_case_that_failed(hand_in):
    code = "def double(x):\n    y = 2 * x.flatten()\n    return y\n"
    report = hand_in(code, mode="run")
    assert report["shapes"] == {
        "case": "two dimensions",
        "cut": False,
        "lines": [
            {"line": line, "values": [{"name": name, "text": text, "last": None, "times": 1, "failed": False}]}
            for line, name, text in ((1, "x", "(2, 3)"), (2, "y", "(6,)"), (3, "return", "(6,)"))
        ],
    }
    assert hand_in(code.replace(".flatten()", ""), mode="run")["shapes"]["case"] == "by hand"


def test_a_submission_tells_none(hand_in):
    """Its process has seen hidden cases, and could tell their numbers as sizes."""
    assert hand_in("def double(x):\n    return 2 * x\n")["shapes"] is None
    report = hand_in("def double(x):\n    return x @ x.new_ones(4, 3)\n")
    assert report["shapes"] is None
    assert report["error"]["operands"] == "Run shows what this line was given."
    hidden = hand_in("def double(x):\n    return 2 * x if len(x) < 3 else x @ x.new_ones(4, 3)\n")
    assert (hidden["error"]["case"], hidden["error"]["operands"]) == ("far from zero", ""), "no run comes by there"


@pytest.mark.parametrize(
    "body",
    [
        "y = x" + " + x" * 300 + "\n    return 2 * x",
        "\n    ".join(f"v{n} = x" for n in range(600)) + "\n    return 2 * x",
        "y: int = 1; z = lambda w: w; del y\n    return 2 * x",
        "match x:\n        case _: return 2 * x",
    ],
    ids=["deep", "long", "on one line", "match"],
)
def test_odd_sources_are_followed_too(hand_in, body):
    report = hand_in(f"def double(x):\n    {body}\n", mode="run")
    assert report["verdict"] == "accepted"
    assert report["shapes"]["lines"][0]["values"][0]["name"] == "x"


def test_an_error_of_shape_is_told_with_its_operands(hand_in):
    code = "def double(x):\n    w = x.new_ones(4, 3)\n    return x @ w\n"
    error = hand_in(code, mode="run")["error"]
    assert error["operands"] == "Here `x` is (2,), from line 1; `w` is (4, 3), from line 2."
    assert hand_in("def double(x):\n    return x / y\n", mode="run")["error"]["operands"] == ""
    own = "def double(x):\n    raise RuntimeError('view size is not compatible', x)\n"
    assert hand_in(own, mode="run")["error"]["operands"] == ""


def test_gradients_of_one_s_own_are_followed_too(hand_in):
    code = """
    import torch
    class Double(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            return 2 * x
        @staticmethod
        def backward(ctx, grad):
            mine = 2 * grad
            return mine
    def double(x):
        return Double.apply(x)
    """
    report = hand_in(code, mode="run")
    told = {row["line"]: row["values"][0]["text"] for row in report["shapes"]["lines"]}
    assert (report["verdict"], told[9]) == ("accepted", "(2,)")


@pytest.mark.parametrize(
    "act",
    [
        "print('again')",
        "getattr(torch, 'soft' + 'max')(x, 0)",
        "while True: pass",
        "import os; os._exit(3)",
        "1 / 0",
        "sys.settrace(None)",
        "sys.gettrace().__self__.rows[1, 'x'] = {'<b>': object()}",
        "sys.modules['app.judge.shapes'].describe = lambda *_, **__: {'shape': ['<script>'] * 10**6, 'dtype': 1}",
        "sys.modules['app.judge.shapes'].Shapes.claim = lambda *_: 'hidden'",
        "torch.Tensor.shape = property(lambda self: os._exit(3))",
        "x = [torch.empty(0).expand(1 << 40, 0)] * 10**6",
    ],
)
def test_following_is_free_of_consequences(hand_in, act):
    """Whatever a submission does in the call that is made for shapes, or to who follows it: the verdict stands."""
    code = f"""
    import sys, torch
    def double(x):
        if sys.gettrace() is not None:
            {act}
        return 3 * x
    """
    plain = hand_in("def double(x):\n    return 3 * x\n", mode="run")
    report = hand_in(code, mode="run")
    assert report["verdict"] == plain["verdict"] == "wrong_answer"
    assert report["sentence"] == plain["sentence"]
    assert (report["forbidden"], report["output"], report["error"]) == ([], "", None)
    assert len(json.dumps(report["shapes"])) < 5000
    assert "script" not in json.dumps(report) and "hidden" not in json.dumps(report["shapes"])


def test_a_submission_that_hides_things_in_its_names_shows_no_more_than_its_source(hand_in):
    code = """
    import sys
    def double(x):
        frame = sys._getframe()
        follower = sys.gettrace()
        if follower is not None:
            follower.__self__.rows[4, "not_in_the_source"] = [1, {"shape": [1], "dtype": "bool"}] * 1
        return 3 * x
    """
    report = hand_in(code, mode="run")
    assert report["verdict"] == "wrong_answer"
    assert report["shapes"] is None
