"""Judging: each verdict with its sentence, what a report holds and what it must not."""

import json
import textwrap
import threading
import time

import pytest

from app.judge.attempt import Job
from app.judge.picture import ALL, LEAST
from app.judge.verdict import described
from app.settings import ROOT
from tests.judge.bank import DOUBLE, SECRET, failed_checks, ignore, judge_of, submit, write

RIGHT = "def double(x):\n    return x + x\n"
HIDDEN = "far from zero"


def case(report, name):
    return next(case for case in report["cases"] if case["name"] == name)


@pytest.fixture(scope="session")
def strict(pool, tmp_path_factory):
    """`double` with little time, memory and room for prints."""
    folder = tmp_path_factory.mktemp("strict")
    toml = DOUBLE["problem.toml"].replace("wall_seconds = 20", "wall_seconds = 1")
    toml = toml.replace("output_kib = 16", "output_kib = 4").replace("memory_mib = 256", "memory_mib = 128")
    write(folder / "double", {"problem.toml": toml})
    return judge_of(folder)


# ---- the verdicts --------------------------------------------------------------------------------------------------


def test_a_right_answer_is_accepted(hand_in):
    report = hand_in(RIGHT)
    assert (report["verdict"], report["sentence"]) == ("accepted", "Every case passes.")
    assert (report["passed"], report["total"]) == (3, 3)
    assert [case["status"] for case in report["cases"]] == ["passed"] * 3
    assert (report["problem"], report["mode"], report["device"], report["cancelled"]) == (
        "double",
        "submit",
        "cpu",
        False,
    )
    assert report["diagnosis"] is report["error"] is report["scratch"] is None


def test_a_right_answer_says_what_it_cost_beside_the_reference(hand_in):
    cost = hand_in(RIGHT)["cost"]
    assert cost["ops"] >= 1
    assert cost["peak_bytes"] >= 8
    assert cost["reference"]["ops"] >= 1
    assert 0 < cost["seconds"] < 1 and 0 < cost["reference"]["seconds"] < 1
    assert 0 < cost["wall"] < 5


def test_a_wrong_answer_names_case_and_check(hand_in):
    report = hand_in("def double(x):\n    return 3 * x\n")
    assert report["verdict"] == "wrong_answer"
    assert report["sentence"].startswith("Case “by hand”, forward: 2 of 2 values are outside the band")
    assert report["passed"] == 0
    first = report["cases"][0]
    assert first["status"] == "failed"
    assert first["checks"][0]["expected"]["values"] == [2.0, 4.0]
    assert first["checks"][0]["actual"]["values"] == [3.0, 6.0]
    assert first["checks"][0]["diff"]["values"] == [1.0, 2.0]
    assert first["input"][0]["name"] == "x"
    assert first["input"][0]["value"]["values"] == [1.0, 2.0]


@pytest.mark.parametrize(
    ("body", "checks"),
    [
        ("return (2 * x).detach()", {"grad x"}),
        ("return 2 * x.detach() + x - x.detach()", {"grad x"}),
        ("y = 2 * x; y.register_hook(lambda g: g / 2); return y", {"grad x"}),
        ("y = 2 * x\n    with torch.no_grad(): x += 1\n    return y", {"unchanged inputs"}),
        ("return 2 * x if x.is_contiguous() else x", {"non-contiguous input"}),
        ("return (2 * x).double()", {"forward"}),
        ("return (2 * x)[None]", {"forward", "grad x"}),
        ("return 2.001 * x", {"forward", "grad x"}),
        ("return 2 * x * torch.nan", {"forward", "grad x"}),
        ("return torch.zeros_like(x)", {"forward", "grad x"}),
    ],
)
def test_a_wrong_answer_fails_the_checks_it_should(hand_in, body, checks):
    report = hand_in(f"import torch\ndef double(x):\n    {body}\n")
    assert report["verdict"] == "wrong_answer"
    assert failed_checks(report) == checks


def test_a_lying_tensor_is_not_believed(hand_in):
    report = hand_in(
        """
        import torch

        class Liar(torch.Tensor):
            @classmethod
            def __torch_function__(cls, func, types, args=(), kwargs=None):
                return True

        def double(x):
            return (x * 0).as_subclass(Liar)
        """
    )
    assert report["verdict"] == "wrong_answer"
    assert "Liar" in report["sentence"]


def test_an_error_is_told_with_the_learner_s_line(hand_in):
    report = hand_in("import torch\n\n\ndef double(x):\n    return x @ torch.ones(7)\n")
    assert report["verdict"] == "runtime_error"
    assert report["sentence"].startswith("Line 5: a product of vectors: the lengths must agree")
    assert report["error"]["message"].startswith("inconsistent tensor size"), "torch's own words stand below"
    assert (report["error"]["line"], report["error"]["case"]) == (5, "by hand")
    assert report["error"]["traceback"] == "line 5, in double: return x @ torch.ones(7)"
    assert report["cases"][0]["status"] == "error"


def test_every_case_is_judged_after_one_that_raised(hand_in):
    report = hand_in("def double(x):\n    if x.dim() == 2:\n        raise ValueError\n    return 2 * x\n")
    assert report["verdict"] == "runtime_error"
    assert [case["status"] for case in report["cases"]] == ["passed", "error", "passed"]
    assert report["passed"] == 2


def test_the_first_case_that_does_not_pass_gives_the_verdict(hand_in):
    report = hand_in("def double(x):\n    if x.dim() == 2:\n        raise ValueError\n    return 3 * x\n")
    assert report["verdict"] == "wrong_answer"


def test_the_time_limit_ends_a_loop(strict):
    started = time.monotonic()
    report = submit(strict, "double", "def double(x):\n    while True:\n        pass\n")
    assert time.monotonic() - started < 4
    assert report["verdict"] == "time_limit"
    assert report["sentence"] == (
        "Case “by hand” was stopped: your code ran for 1 s, which is the limit for all cases together."
    )
    assert [case["status"] for case in report["cases"]] == ["error", "skipped", "skipped"]


def test_the_time_limit_ends_a_sleep_and_a_loop_in_the_file_itself(strict):
    report = submit(strict, "double", "import time\ntime.sleep(60)\n")
    assert report["verdict"] == "time_limit"
    assert report["sentence"].startswith("Loading your file was stopped")


def test_the_memory_limit_is_an_error_that_is_told(strict):
    report = submit(strict, "double", "import torch\ndef double(x):\n    return torch.ones(1 << 28).sum() + x\n")
    assert report["verdict"] == "memory_limit"
    assert report["sentence"] == "Line 3: your code asked for more than the 128 MiB it may use."


def test_the_memory_limit_holds_for_plain_python_too(strict):
    report = submit(strict, "double", "def double(x):\n    return bytearray(1 << 30)\n")
    assert report["verdict"] == "memory_limit"


def test_the_output_limit_ends_a_flood_of_prints(strict):
    report = submit(strict, "double", "def double(x):\n    while True:\n        print('spam' * 100)\n")
    assert report["verdict"] == "output_limit"
    assert "4 KiB is the limit" in report["sentence"]
    assert report["output_truncated"] is True
    assert len(report["output"]) <= 4096


def test_what_is_within_the_output_limit_is_shown(strict):
    report = submit(
        strict, "double", "print('at the top')\ndef double(x):\n    print('é', x.shape)\n    return 2 * x\n"
    )
    assert report["verdict"] == "accepted"
    assert report["output"].startswith("at the top\né torch.Size([2])\n")
    assert report["output_truncated"] is False
    assert "é torch.Size([2])" in report["cases"][0]["output"]


def test_an_answer_far_larger_than_asked_for_is_an_output_limit(hand_in):
    report = hand_in("import torch\ndef double(x):\n    return torch.zeros(18_000_000)\n")
    assert report["verdict"] in ("output_limit", "memory_limit")


def test_what_is_forbidden_is_named_with_its_line(hand_in):
    report = hand_in("import torch\n\ndef double(x):\n    return torch.softmax(x, 0) + 2 * x\n")
    assert report["verdict"] == "forbidden_api"
    assert report["sentence"].startswith("Line 4 calls torch.softmax, which is off limits")
    reason = "torch.softmax is off limits in this problem, as is every name like `*softmax*`."
    assert report["forbidden"] == [{"name": "torch.softmax", "line": 4, "reason": reason}]
    assert [case["status"] for case in report["cases"]] == ["skipped"] * 3


def test_what_is_forbidden_when_it_runs_names_the_case(hand_in):
    report = hand_in("def double(x):\n    x.softmax(0)\n    return 2 * x\n")
    assert report["verdict"] == "forbidden_api"
    assert report["forbidden"][0]["line"] == 2
    assert report["cases"][0]["status"] == "error"


def test_a_broken_problem_is_the_judge_s_fault_and_told_so(pool, tmp_path):
    write(tmp_path / "double", {"reference.py": "def double(x):\n    return nothing\n"})
    report = submit(judge_of(tmp_path), "double", RIGHT)
    assert report["verdict"] == "judge_error"
    assert report["sentence"].startswith("This problem is broken, which is not your fault")


def test_a_device_that_is_not_there_is_told(hand_in):
    report = hand_in(RIGHT, device="cuda")
    assert (report["verdict"], report["sentence"]) == (
        "judge_error",
        "This server judges on the CPU only. Choose the CPU, and submit again.",
    )


def test_the_judge_never_raises(judge, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("the judge's own fault")

    monkeypatch.setattr(judge.pool, "take", fail)
    report = submit(judge, "double", RIGHT)
    assert report["verdict"] == "judge_error"
    assert report["sentence"] == (
        "The judge failed, not your code (ZeroDivisionError). Your code is kept; submit it again."
    )


# ---- bad input -----------------------------------------------------------------------------------------------------

BAD = {
    "empty code": ("", "runtime_error", "Your code defines no function or class `double`."),
    "spaces": ("  \n\n", "runtime_error", "Your code defines no function or class `double`."),
    "a comment": ("# later", "runtime_error", "Your code defines no function or class `double`."),
    "a syntax error": ("def double(x)\n    return x\n", "runtime_error", "Line 1 is not Python: "),
    "bad indentation": ("def double(x):\nreturn x\n", "runtime_error", "Line 2 is not Python: "),
    "tabs and spaces": ("def double(x):\n\tif x:\n        return x\n", "runtime_error", "Line 3 is not Python: "),
    "another language": ("function double(x) { return 2 * x; }", "runtime_error", "Line 1 is not Python: "),
    "another name": ("def doubled(x):\n    return 2 * x\n", "runtime_error", "no function or class `double`"),
    "a number of that name": ("double = 2", "runtime_error", "Your code defines no function or class `double`"),
    "no argument": ("def double():\n    return 2\n", "runtime_error", "`double` is called with 1 argument, and"),
    "more arguments": ("def double(x, y):\n    return 2 * x\n", "runtime_error", "`double` is called without `y`"),
    "nothing returned": ("def double(x):\n    2 * x\n", "wrong_answer", "yours is None. Is there a `return`?"),
    "a number returned": ("def double(x):\n    return 2.0\n", "wrong_answer", "yours is a float: 2.0"),
    "a list returned": ("def double(x):\n    return (2 * x).tolist()\n", "wrong_answer", "yours is a list"),
    "an array returned": ("def double(x):\n    return (2 * x).detach().numpy()\n", "wrong_answer", "cuts the graph"),
    "a generator": ("def double(x):\n    yield 2 * x\n", "wrong_answer", "yours is a generator"),
    "a coroutine": ("async def double(x):\n    return 2 * x\n", "wrong_answer", "yours is a coroutine"),
    "itself returned": ("def double(x):\n    return double\n", "wrong_answer", "yours is a function"),
    "a million numbers": ("def double(x):\n    return list(range(10**6))\n", "wrong_answer", "A tensor is expected"),
    "a deep list": ("def double(x):\n    for _ in range(99): x = [x]\n    return x\n", "wrong_answer", "deeply"),
    "a set of sets": ("def double(x):\n    return {frozenset({1})}\n", "wrong_answer", "A tensor is expected"),
    "exit": ("def double(x):\n    exit()\n", "runtime_error", "your code called exit()"),
    "sys.exit": ("import sys\ndef double(x):\n    sys.exit(0)\n", "runtime_error", "Line 3: your code"),
    "sys.exit at the top": ("import sys\nsys.exit()\n", "runtime_error", "your code called exit()"),
    "os._exit": ("import os\ndef double(x):\n    os._exit(0)\n", "runtime_error", "process in case “by hand”"),
    "os._exit at the top": ("import os\nos._exit(0)\n", "runtime_error", "while your file was loaded"),
    "os.abort": ("import os\ndef double(x):\n    os.abort()\n", "runtime_error", "crashed in case “by hand” (SIG"),
    "a crash": ("import ctypes\ndef double(x):\n    ctypes.string_at(0)\n", "runtime_error", "(SIGSEGV)"),
    "recursion": ("def double(x):\n    return double(x)\n", "runtime_error", "a function calls itself"),
    "still to be written": ("def double(x):\n    raise NotImplementedError\n", "runtime_error", "to be written"),
    "an interrupt": ("def double(x):\n    raise KeyboardInterrupt\n", "runtime_error", "KeyboardInterrupt"),
    "an import that fails": ("import nonsense_that_is_nowhere\n", "runtime_error", "is not installed here"),
    "input": ("def double(x):\n    input()\n", "runtime_error", "Line 2: input() asks"),
    "a file": ("def double(x):\n    open('/etc/passwd')\n", "runtime_error", "Line 2: "),
    "60 KiB of source": ("# " + "x" * 60_000 + "\n" + RIGHT, "accepted", "Every case passes."),
    "60 KiB in one expression": ("y = " + "+".join("1" * 30_000) + "\n" + RIGHT, None, ""),
    "a byte order mark": ("\ufeff" + RIGHT, "accepted", "Every case passes."),
    "carriage returns": (RIGHT.replace("\n", "\r\n"), "accepted", "Every case passes."),
    "a form feed and other alphabets": ("\f\nклён = 'ü𝄞'\n" + RIGHT, "accepted", "Every case passes."),
    "a NUL": ("x = '\0'\n" + RIGHT, "runtime_error", ""),
    "half a character": ("x = '\ud800'\n" + RIGHT, None, ""),
    "a declared encoding": ("# -*- coding: latin-1 -*-\n" + RIGHT, "accepted", "Every case passes."),
}  # fmt: skip


@pytest.mark.parametrize(("code", "verdict", "words"), BAD.values(), ids=BAD)
def test_whatever_comes_gets_a_verdict_and_a_sentence(judge, code, verdict, words):
    report = submit(judge, "double", code)
    json.dumps(report, allow_nan=False).encode()
    assert report["sentence"].strip()
    assert report["verdict"] != "judge_error", report["sentence"]
    assert "channel" not in report["sentence"], "an honest mistake is not called forging"
    if verdict is not None:
        assert report["verdict"] == verdict, report["sentence"]
        assert words in report["sentence"]


def test_the_name_that_is_missing_is_the_problem_s(hand_in):
    report = hand_in("x = 1")
    assert report["error"]["type"] == "NameError"
    assert report["sentence"] == (
        "Your code defines no function or class `double`. The problem asks for it by this name."
    )


# ---- what stays hidden ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "print(x)\n    return 2 * x",
        "print(x)\n    return 0 * x",
        "raise ValueError(f'look: {x.tolist()}')",
        "assert x.max() < 10, str(x.tolist())\n    return 2 * x",
        "float('look: ' + str(x.tolist()))",
        "{}[str(x.tolist())]",
        "getattr(x, f'a{x.max().item()}')",
        "raise type(f'E{x.max().item()}', (Exception,), {})",
        "return type(f'E{x.max().item()}', (), {})()",
        "import sys; sys.stderr.write(str(x))\n    return None",
        "import warnings; warnings.warn(str(x.tolist()))\n    return 2 * x",
        "print(x, flush=True)\n    while True: print('flood' * 99) if x.max() > 99 else 1 / 0",
        "import os\n    print(x, flush=True)\n    os._exit(1)",
    ],
)
@pytest.mark.parametrize("public_too", [False, True], ids=["in the hidden case only", "in every case"])
def test_a_hidden_input_is_in_no_report(hand_in, body, public_too):
    """Neither printed, nor in an error message, nor beside the case."""
    guard = "" if public_too else "if x.max() < 10:\n        return 2 * x\n    "
    events = []
    report = hand_in(f"def double(x):\n    {guard}{body}\n", events=events)
    hidden = case(report, HIDDEN)
    assert hidden["input"] is None
    assert hidden["output"] is None
    assert str(SECRET) not in json.dumps([report, events])


def test_the_seed_of_the_runner_is_not_the_salt_of_the_cases(hand_in):
    """Else a submission could draw the hidden cases itself."""
    code = "import torch\nprint(torch.initial_seed())\ndef double(x):\n    return x + x\n"
    seeds = {hand_in(code, salt=1)["output"] for _ in range(3)}
    assert len(seeds) == 3


def test_hidden_cases_change_with_the_salt_and_public_ones_do_not(hand_in, real_judge):
    reports = [submit(real_judge, "stable-softmax", "def softmax(x, dim):\n    return x\n", salt=n) for n in (0, 1)]
    assert reports[0]["seed"] != reports[1]["seed"]
    public = [[case for case in report["cases"] if case["public"]] for report in reports]
    assert [case["input"] for case in public[0]] == [case["input"] for case in public[1]]


# ---- modes, events, cancelling -------------------------------------------------------------------------------------


def test_a_run_judges_the_public_cases_only(hand_in):
    report = hand_in("def double(x):\n    return 2 * x.clamp(max=10)\n", mode="run")
    assert (report["verdict"], report["sentence"]) == ("accepted", "Every public case passes.")
    assert [case["name"] for case in report["cases"]] == ["by hand", "two dimensions"]
    assert report["mode"] == "run"


def test_scratch_code_runs_after_the_learner_s_and_is_shown(hand_in):
    report = hand_in(RIGHT, mode="run", scratch="import torch\nprint(double(torch.ones(2)))")
    assert report["scratch"] == {"output": "tensor([2., 2.])\n", "error": None, "drawn": [], "left_out": 0}
    assert report["verdict"] == "accepted"


def test_an_error_in_scratch_code_has_its_own_line_and_changes_no_verdict(hand_in):
    report = hand_in(RIGHT, mode="run", scratch="print('before')\n1 / 0\n")
    assert report["verdict"] == "accepted"
    assert report["scratch"]["output"] == "before\n"
    assert (report["scratch"]["error"]["type"], report["scratch"]["error"]["line"]) == ("ZeroDivisionError", 2)
    report = hand_in(RIGHT, mode="run", scratch="def (")
    assert report["scratch"]["error"]["type"] == "SyntaxError"


def test_nothing_is_forbidden_to_scratch_code(real_judge):
    """One compares what one wrote with what torch has. What the judge says of the solution stays what it was."""
    wrong = "import torch\n\ndef layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):\n    return x\n"
    scratch = """
        import torch
        import torch.nn.functional as F
        x = torch.arange(4.0, requires_grad=True)
        F.layer_norm(x, (4,)).square().sum().backward()
        torch.nn.LayerNorm(4)(x), torch.ops.aten.native_layer_norm(x, (4,), None, None, 1e-5)
        print(x.grad.shape, getattr(torch, "layer" + "_norm")(x, (4,)).mean().abs() < 1e-6)
        """
    job = Job("test", "layernorm", wrong, mode="run", scratch=textwrap.dedent(scratch), salt=0)
    report = real_judge.judge(job, ignore)
    assert report["scratch"]["error"] is None, report["scratch"]
    assert report["scratch"]["output"] == "torch.Size([4]) tensor(True)\n"
    assert (report["verdict"], report["forbidden"]) == ("wrong_answer", [])


def test_the_engine_and_helpers_are_free_in_scratch_code(real_judge):
    code = min((ROOT / "problems/linear/submissions/accepted").glob("*.py")).read_text()
    scratch = """
        w = torch.ones(2, 3, requires_grad=True)
        y = linear(torch.ones(3), w).sum()
        y.backward()
        print(w.grad.tolist(), torch.autograd.grad((w * w).sum(), w)[0].tolist(), y.grad_fn.next_functions != ())
        print(torch.nn.functional.linear(torch.ones(3), w).tolist(), torch.nn.Linear(3, 2)(torch.ones(3)).shape)
        """
    job = Job("test", "linear", code, mode="run", scratch="import torch\n" + textwrap.dedent(scratch), salt=0)
    report = real_judge.judge(job, ignore)
    assert report["scratch"]["error"] is None, report["scratch"]
    assert report["scratch"]["output"].startswith(
        "[[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]] [[2.0, 2.0, 2.0], [2.0, 2.0, 2.0]] True"
    )
    assert report["verdict"] == "accepted"


def test_scratch_code_is_no_way_to_be_accepted(hand_in):
    report = hand_in("def double(x):\n    return x\n", mode="run", scratch="def double(x):\n    return 2 * x")
    assert report["verdict"] == "wrong_answer"


def test_scratch_code_is_left_out_of_a_submission(hand_in):
    report = hand_in(RIGHT, scratch="while True: pass")
    assert (report["verdict"], report["scratch"]) == ("accepted", None)


def test_scratch_code_has_the_time_limit_too(strict):
    report = submit(strict, "double", RIGHT, mode="run", scratch="while True: pass")
    assert report["verdict"] == "time_limit"


def test_each_case_is_told_as_it_is_judged(hand_in):
    events = []
    report = hand_in("def double(x):\n    return 2 * x.clamp(max=10)\n", events=events)
    assert [event["kind"] for event in events] == ["started", "case", "case", "case"]
    assert [(event["index"], event["total"]) for event in events[1:]] == [(0, 3), (1, 3), (2, 3)]
    assert [event["case"] for event in events[1:]] == report["cases"]


def test_a_case_that_stops_the_attempt_is_told_too(strict):
    events = []
    strict.judge(
        Job("test", "double", "def double(x):\n    while 1: pass\n", salt=0),
        lambda event: events.append(described(event)),
    )
    assert [event["kind"] for event in events] == ["started", "case"]
    assert events[1]["case"]["status"] == "error"


def test_an_attempt_can_be_cancelled_while_it_runs(judge):
    job = Job("test", "double", "import time\ntime.sleep(4)\n", salt=0)
    threading.Timer(0.2, job.cancelled.set).start()
    started = time.monotonic()
    report = judge.judge(job, ignore)
    assert time.monotonic() - started < 3
    assert report["cancelled"] is True
    assert report["verdict"] is None
    assert report["sentence"] == "You cancelled this attempt."


def test_state_does_not_reach_the_next_attempt(hand_in):
    """A submission that breaks torch for good breaks it for itself."""
    hand_in("import torch\ntorch.ones = torch.allclose = None\ntorch.Tensor.__add__ = max\ndef double(x): return x\n")
    assert hand_in(RIGHT)["verdict"] == "accepted"


def test_attempts_at_the_same_time_do_not_mix(judge):
    """Four learners, right and wrong by turns, on one judge."""
    verdicts = {}

    def attempt(number):
        code = RIGHT if number % 2 else "def double(x):\n    return x\n"
        verdicts[number] = submit(judge, "double", code)["verdict"]

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert verdicts == {number: "accepted" if number % 2 else "wrong_answer" for number in range(8)}


# ---- every kind of problem -----------------------------------------------------------------------------------------


def test_a_batch_norm_that_is_bit_for_bit_pytorch_s_is_accepted(hand_in):
    code = """
        import torch

        def batch_norm(x, running_mean, running_var, weight, bias, training, momentum=0.1, eps=1e-5):
            dims = [d for d in range(x.dim()) if d != 1]
            shape = [1, -1] + [1] * (x.dim() - 2)
            if training or running_mean is None:
                mean, var = x.mean(dims), x.var(dims, unbiased=False)
                if training and running_mean is not None:
                    n = x.numel() / x.shape[1]
                    with torch.no_grad():
                        running_mean.lerp_(mean.to(running_mean.dtype), momentum)
                        running_var.lerp_((var * n / (n - 1)).to(running_var.dtype), momentum)
            else:
                mean, var = running_mean, running_var
            y = (x - mean.view(shape)) / torch.sqrt(var.view(shape) + eps)
            y = y if weight is None else y * weight.view(shape)
            return y if bias is None else y + bias.view(shape)
        """
    report = hand_in(code, "batchnorm1d")
    assert report["verdict"] == "accepted", report["sentence"]


def test_halved_gradients_a_detached_softmax_and_another_s_softmax_are_not_accepted(hand_in):
    halved = """
        import torch

        class Half(torch.autograd.Function):
            @staticmethod
            def forward(ctx, x):
                return x.clone()

            @staticmethod
            def backward(ctx, g):
                return g / 2

        def softmax(x, dim):
            e = (Half.apply(x) - x.detach().amax(dim, keepdim=True)).exp()
            return e / e.sum(dim, keepdim=True)
        """
    detached = """
        def softmax(x, dim):
            e = (x - x.amax(dim, keepdim=True)).exp()
            return (e / e.sum(dim, keepdim=True)).detach()
        """
    named = "import torch\ndef softmax(x, dim):\n    return getattr(torch, 'soft' + 'max')(x, dim)\n"
    assert failed_checks(hand_in(halved, "stable-softmax")) >= {"grad x"}
    assert failed_checks(hand_in(detached, "stable-softmax")) == {"grad x"}
    assert hand_in(named, "stable-softmax")["verdict"] == "forbidden_api"


def test_until_the_first_failure_and_no_further(hand_in):
    wrong = "def double(x):\n    return 2 * x.flatten()\n"
    whole, short = hand_in(wrong), hand_in(wrong, until_failure=True)
    assert [case["status"] for case in whole["cases"]] == ["passed", "failed", "passed"]
    assert [case["status"] for case in short["cases"]] == ["passed", "failed", "skipped"]
    assert whole["verdict"] == short["verdict"] == "wrong_answer"
    assert whole["diagnosis"] is not None
    assert short["diagnosis"] is None
    right = hand_in("def double(x):\n    return 2 * x\n", until_failure=True)
    assert (right["verdict"], right["passed"]) == ("accepted", 3)


# ---- what is drawn -------------------------------------------------------------------------------------------------

CRAFTED = {
    "large": "torch.rand(3000, 1000)",
    "long": "torch.rand(3_000_000)",
    "of as many dimensions as there may be": "torch.rand(3_000_000).reshape((1,) * 60 + (3, 10, 100, 1000))",
    "of many planes": "torch.rand(1_500_000, 1, 2)",
    "nothing but NaN": "torch.full((3000, 1000), torch.nan)",
    "of numbers that are long to write": "-torch.rand(3000, 1000) * 1e-30",
}


@pytest.mark.parametrize("what", CRAFTED)
def test_no_crafted_tensor_makes_a_report_long(hand_in, what):
    report = hand_in(f"import torch\ndef double(x):\n    return {CRAFTED[what]}\n", slug="double")
    assert report["verdict"] == "wrong_answer"
    drawn = [check for case in report["cases"] for check in case["checks"] if check["actual"]]
    assert drawn, "it is drawn all the same"
    numbers = sum(
        len(check[part]["values"]) for check in drawn for part in ("expected", "actual", "diff") if check[part]
    )
    assert numbers <= ALL + 3 * LEAST * len(drawn)
    assert len(json.dumps(report)) < 600_000


def test_large_tensors_that_are_wrong_everywhere_are_bounded_too(pool, tmp_path):
    """Of the right shape, in every public case, with every gradient."""
    cases = "".join(f"    yield Case('{n}', 'double', (randn(300, 400, seed={n}),), public=True)\n" for n in range(12))
    write(tmp_path / "double", {"cases.py": f"from app.judge.cases import Case, randn\n\n\ndef cases():\n{cases}"})
    report = submit(judge_of(tmp_path), "double", "def double(x):\n    return -x\n")
    drawn = [check for case in report["cases"] for check in case["checks"] if check["status"] == "failed"]
    assert len(drawn) == 24
    assert all(check["survey"]["overview"] for check in drawn)
    assert all(sum(check["survey"]["histogram"]["counts"]) == 120_000 for check in drawn)
    assert len(json.dumps(report["cases"])) < 4_000_000


def test_drawings_of_scratch_code_are_bounded_together(hand_in):
    scratch = "import torch\nfor n in range(16):\n    check(torch.rand(64, 64), torch.rand(64, 64))\n"
    drawn = hand_in(RIGHT, mode="run", scratch=scratch)["scratch"]["drawn"]
    assert len(drawn) == 16
    assert all(one["check"]["actual"]["values"] for one in drawn)
    assert sum(len(one["check"]["actual"]["values"]) for one in drawn) <= ALL // 3 + 16 * LEAST


def test_a_cut_graph_shows_beside_shape_and_dtype(hand_in):
    report = hand_in("def double(x):\n    return (3 * x).detach()\n")
    fields = report["cases"][0]["checks"][0]["fields"]
    assert (fields["expected"]["requires_grad"], fields["actual"]["requires_grad"]) == (True, False)
    assert fields["expected"]["device"] == fields["actual"]["device"] == "cpu"
    gradient = hand_in("def double(x):\n    return 3 * x\n")["cases"][0]["checks"][1]
    assert gradient["fields"]["expected"]["requires_grad"] is None, "of a gradient that is nobody's business"
