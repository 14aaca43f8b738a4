"""`check`: a whole problem passes, and each way of breaking one is told in a sentence."""

import io

import pytest

from app.judge import check
from app.judge.check import prove
from app.judge.progress import Progress
from app.problem_check import validate
from app.settings import Settings
from tests.judge.bank import DOUBLE, judge_of, write


@pytest.fixture
def faults(pool, tmp_path):
    """What `check` says about `double` with some files changed."""

    def do(files: dict[str, str | None]) -> list[str]:
        folder = write(tmp_path / "double", files)
        return prove(folder, judge_of(tmp_path)).faults

    return do


def changed(name: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """One file with words replaced."""
    text = DOUBLE[name]
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return {name: text}


def test_a_whole_problem_has_no_fault(pool, tmp_path):
    proof = prove(write(tmp_path / "double"), judge_of(tmp_path))
    assert proof.faults == []
    assert (proof.slug, proof.cases, proof.submissions) == ("double", 3, 5)
    assert proof.seconds > 0


def test_a_place_of_the_stability_map_that_is_left_open_is_a_fault(pool, tmp_path):
    picky = "def double(x):\n    assert x.isfinite().all()\n    return 2 * x\n"
    files = {"submissions/accepted/b_product.py": picky}
    proof = prove(write(tmp_path / "double", files), judge_of(tmp_path))
    assert proof.faults == ['problem.toml: stability leaves open "minus_inf not_finite".']
    mark, *told = check._told(proof).splitlines()
    assert (mark[0], told) == ("✗", [f"    {proof.faults[0]}"])
    files["problem.toml"] = DOUBLE["problem.toml"] + '\n[stability]\n"minus_inf not_finite" = "x is finite"\n'
    assert prove(write(tmp_path / "double", files), judge_of(tmp_path)).faults == []


CLAMPED, DETACHED, FLAT = (f"submissions/wrong_answer/{name}.py" for name in ("clamped", "detached", "flat"))

FAULTS = {
    "another catcher": (
        changed(CLAMPED, ("far from zero", "by hand")),
        ["wrong_answer/clamped: caught by 'far from zero' (salt 0), its docstring says 'by hand'."],
    ),
    "a catcher that is not a case": (
        changed(FLAT, ("two dimensions", "in the moon")),
        ["wrong_answer/flat: caught by 'two dimensions' (salt 0), its docstring says 'in the moon'."],
    ),
    "no catcher": (
        changed(DETACHED, ("\nCaught by: by hand", "")),
        [
            f"{DETACHED}: the docstring must tell the misconception and end with 'Caught by: <case>'.",
            "wrong_answer/detached: caught by 'by hand' (salt 0), its docstring says ''.",
        ],
    ),
    "an idle case": (
        {CLAMPED: None, "submissions/wrong_answer/other.py": DOUBLE[DETACHED]},
        ["idle cases, the first to catch nothing: 'far from zero'."],
    ),
    "a wrong submission that is right": (
        {FLAT: DOUBLE[FLAT].replace("2 * x.flatten()", "2 * x")},
        [
            "wrong_answer/flat: accepted at '' (salt 0): Every case passes.",
            "idle cases, the first to catch nothing: 'two dimensions'.",
        ],
    ),
    "an accepted one that is wrong": (
        {"submissions/accepted/b_product.py": "def double(x):\n    return 2.1 * x\n"},
        ["accepted/b_product: wrong_answer at 'by hand' (salt 0): "],
    ),
    "an accepted one that raises": (
        {"submissions/accepted/b_product.py": "def double(x):\n    return x.nothing\n"},
        [
            "accepted/b_product: runtime_error at 'by hand' (salt 0): Line 2: a Tensor has no attribute",
            "accepted/b_product fails gradcheck in case 'by hand'.",
        ],
    ),
    "an accepted one that uses what is forbidden": (
        {"submissions/accepted/b_product.py": "def double(x):\n    x.softmax(0)\n    return 2 * x\n"},
        ["accepted/b_product: forbidden_api at 'by hand' (salt 0): Line 2 calls softmax"],
    ),
    "another verdict": (
        {"submissions/runtime_error/flat.py": DOUBLE[FLAT]},
        ["runtime_error/flat: wrong_answer at 'two dimensions' (salt 0): "],
    ),
    "a starter that is accepted": (
        {"starter.py": "def double(x):\n    return 2 * x\n"},
        ["starter.py is accepted."],
    ),
    "a repair whose starter does not run": (
        changed("problem.toml", ('topics = ["shapes"]', 'topics = ["shapes"]\nkind = "repair"')),
        ["starter.py of a repair must run and be wrong; it is a runtime_error."],
    ),
    "an unknown key": (
        changed("problem.toml", ("gradients =", "gradient =")),
        ["problem.toml: checks.gradient is not a key. Did you mean checks.gradients?"],
    ),
    "an unknown verdict folder": (
        {"submissions/wrong_anwser/x.py": "x = 1"},
        ["submissions/wrong_anwser is not a verdict; known are accepted, wrong_answer", "wrong_anwser/x: "],
    ),
    "two cases of one name": (
        changed("cases.py", ("two dimensions", "by hand")) | changed(FLAT, ("two dimensions", "by hand")),
        ["cases.py: two cases are called 'by hand'."],
    ),
    "no public case": (
        changed("cases.py", (", public=True", "")),
        ["cases.py: 0 public cases; a learner wants two or three.", 'problem.toml: stability leaves open "tiny '],
    ),
    "public cases at the end": (
        changed("cases.py", ("(tensor([1.0, 2.0]),), public=True", "(tensor([1.0, 2.0]),)")),
        ["cases.py: public cases come first."],
    ),
    "a statement whose example lies": (
        changed("statement.md", (">>> double(2)\n4", ">>> double(2)\n5")),
        ["statement.md: "],
    ),
    "one accepted solution": (
        {"submissions/accepted/b_product.py": None},
        ["submissions/accepted needs a second solution by another route."],
    ),
    "hints without numbers": ({"hints.md": "Just add.\n"}, ["hints.md must be a numbered list, the least hint first."]),
    "an empty editorial": ({"editorial.md": " \n"}, ["editorial.md is empty."]),
    "no editorial": ({"editorial.md": None}, ["editorial.md is missing."]),
    "a reference that raises": (
        {"reference.py": "def double(x):\n    return x.nothing\n"},
        ["double, case 'by hand': the reference raised AttributeError"],
    ),
    "cases that raise": (
        {"cases.py": "def cases():\n    yield nothing\n"},
        ["double: its cases cannot be prepared: NameError"],
    ),
    "a reference without the function": (
        {"reference.py": "def triple(x):\n    return x\n"},
        ["reference.py does not define double.", "double"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "sentences"), FAULTS.values(), ids=FAULTS)
def test_a_broken_problem_is_told_what_is_broken(faults, files, sentences):
    found = faults(files)
    assert len(found) == len(sentences), found
    for fault, sentence in zip(found, sentences, strict=True):
        assert fault.startswith(sentence), fault


def test_cases_too_large_or_too_rough_for_gradcheck_are_told(faults):
    """A gradient that nobody can hold against finite differences is not proved."""
    large = changed(
        "cases.py", ("tensor([1.0, 2.0])", "randn(70, seed=1)"), ("randn(2, 3, seed=0)", "randn(8, 9, seed=0)")
    )
    large["cases.py"] = large["cases.py"].replace("tensor([7311.25, -1.0, 40.0])", "20 + randn(70, seed=2)")
    found = faults(large | {"statement.md": "Twice.\n"})
    assert "no case is small and smooth enough for gradcheck (at most 60 entries)." in found


def test_an_accepted_solution_with_a_wrong_gradient_is_caught_twice(faults):
    found = faults({"submissions/accepted/b_product.py": "def double(x):\n    return x + x.detach()\n"})
    assert any(fault.startswith("accepted/b_product: wrong_answer") for fault in found)
    assert "accepted/b_product fails gradcheck in case 'by hand'." in found


def test_a_submission_that_is_no_python_says_its_catcher_in_a_comment(faults):
    assert (
        faults({"submissions/runtime_error/typo.py": "# A colon is missing.\n# Caught by: by hand\ndef double(x)\n"})
        == []
    )


def test_a_mistake_must_show_with_every_salt(faults):
    """A hidden case whose random numbers catch a mistake only by luck is told."""
    cases = changed(
        "cases.py",
        (
            "(tensor([7311.25, -1.0, 40.0]),)",
            "(20 * (randn(1, seed=1) > 0) - 5 + randn(1, seed=1),)",
        ),
    )
    found = faults(cases)
    assert len(found) == 1
    assert "(salt " in found[0]
    assert found[0].startswith("wrong_answer/clamped: ")


# ---- the command ---------------------------------------------------------------------------------------------------


def test_the_command_prints_a_line_a_problem_and_its_faults(pool, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(check, "Pool", lambda size: pool)  # a zygote of its own would take seconds
    monkeypatch.setattr(type(pool), "stop", lambda self: None)
    write(tmp_path / "double")
    write(tmp_path / "twice", {"starter.py": "def double(x):\n    return 2 * x\n"})
    write(tmp_path / "broken", {"problem.toml": "title = 3"})
    settings = Settings(problems=tmp_path)
    assert check.main(settings, ["double"]) == 0
    assert "✓ double: 3 cases, 5 submissions" in capsys.readouterr().out
    assert check.main(settings, []) == 1
    out = capsys.readouterr().out
    assert "✓ double" in out
    assert "✗ twice" in out
    assert "    starter.py is accepted.\n" in out
    assert "✗ broken: 0 cases" in out
    assert "problem.toml: title must be a text, not 3." in out
    assert "1 of 3 problems hold." in out


def test_the_command_knows_no_problem_of_another_name(tmp_path, capsys):
    assert check.main(Settings(problems=tmp_path), ["nowhere"]) == 2
    assert "There is no problem 'nowhere'" in capsys.readouterr().out


# ---- without torch -------------------------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    assert validate(tmp_path / "nowhere") == ["There is no folder nowhere."]


def test_an_empty_folder_is_told_all_that_it_lacks(tmp_path):
    (tmp_path / "empty").mkdir()
    said = " ".join(validate(tmp_path / "empty"))
    for name in ("problem.toml", "statement.md", "reference.py", "cases.py", "starter.py", "hints.md", "editorial.md"):
        assert f"{name} is missing." in said, name


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"starter.py": "def double(x:\n"}, "starter.py is not Python: "),
        ({"starter.py": "x = 1\n"}, "starter.py does not define double."),
        ({"cases.py": "x = 1\n"}, "cases.py does not define cases."),
        ({"drive.py": "x = 1\n"}, "drive.py does not define drive."),
        ({"submissions/accepted/c.py": "x = 1\n"}, "submissions/accepted/c.py does not define double."),
        ({"submissions/wrong_answer/x.py": "def ("}, "submissions/wrong_answer/x.py is not Python: "),
        ({"statement.md": ""}, "statement.md is empty."),
        ({CLAMPED: None, DETACHED: None, FLAT: None}, "submissions/wrong_answer needs at least one misconception."),
    ],
)
def test_what_can_be_said_without_torch_is_said(tmp_path, files, sentence):
    found = validate(write(tmp_path / "double", files))
    assert len(found) == 1, found
    assert found[0].startswith(sentence)


def test_a_file_that_is_no_text_is_told(tmp_path):
    folder = write(tmp_path / "double")
    (folder / "editorial.md").write_bytes(b"\xff\xfe\x00")
    (folder / "submissions" / "wrong_answer" / "flat.py").write_bytes(b"\xff\xfe\x00")
    said = " ".join(validate(folder))
    assert "editorial.md cannot be read" in said
    assert "submissions/wrong_answer/flat.py cannot be read" in said


# ---- how much is judged ----------------------------------------------------------------------------------------------


SUBMITTED = [name for name in DOUBLE if name.startswith("submissions/")]


def test_a_case_that_no_salt_changes_is_judged_once(pool, tmp_path):
    """Wrong submissions run up to their case; with the other salts only where something else comes before it."""
    judged: list[tuple[str, int]] = []

    class Counting(type(judge_of(tmp_path))):
        def judge(self, job, emit):
            judged.append((job.code, job.salt))
            return super().judge(job, emit)

    folder = write(tmp_path / "double")
    assert prove(folder, Counting(judge_of(tmp_path).problems, pool)).faults == []
    salts = {path: [salt for code, salt in judged if code == DOUBLE[path]] for path in SUBMITTED}
    assert salts["submissions/accepted/a_sum.py"] == [0, 1, 2]
    assert salts[DETACHED] == [0], "caught in a public case"
    # Its case is drawn by hand, but gradients are compared there, and their cotangents are drawn for each salt.
    assert salts[CLAMPED] == [0, 1, 2]


def test_progress_is_for_people_who_look(capsys):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown, piped = Terminal(), io.StringIO()
    for out in (shown, piped):
        with Progress(2, out) as progress:
            progress.done("double", "✓ double")
            progress.done("twice", "✓ twice")
    assert "1 of 2" in shown.getvalue()
    assert shown.getvalue().endswith("\r\x1b[K"), "nothing of it stays"
    assert piped.getvalue() == ""
    assert capsys.readouterr().out == "✓ double\n✓ twice\n" * 2


def test_a_gradient_asked_for_under_a_name_that_no_case_has_is_told(faults):
    """It would never be compared, and nobody would notice."""
    found = faults({"problem.toml": DOUBLE["problem.toml"].replace('gradients = ["x"]', 'gradients = ["y"]')})
    assert "problem.toml: no case of 'double' compares a gradient of 'y'." in found
