"""Reading problems: what is whole, what is broken, and what an author is told."""

import shutil
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.catalog import Catalog, first_sentence, load, revision
from app.problem_check import validate
from app.problem_reader import BrokenProblem
from app.settings import ROOT
from tests.web.conftest import TOML, write_problem

PROBLEMS = ROOT / "problems"
GOOD = TOML.format(title="Double", difficulty="easy", topic="shapes")


@pytest.fixture
def folder(tmp_path):
    return write_problem(tmp_path, "double")


def complaints(folder, toml=None) -> str:
    if toml is not None:
        (folder / "problem.toml").write_text(toml)
    with pytest.raises(BrokenProblem) as caught:
        load(folder)
    return str(caught.value)


def test_the_bank_reads_without_a_complaint():
    catalog = Catalog(PROBLEMS)
    assert catalog.broken == {}
    assert "stable-softmax" in catalog


def test_a_whole_problem(folder):
    problem = load(folder)
    assert problem.summary == "Return twice x, that is 2x."
    assert problem.solution_name == "a_sum.py"
    assert problem.checks.gradients == {"double": ("x",)}
    assert (problem.limits.wall_seconds, problem.limits.memory_mib) == (5, 512)
    assert problem.marks == ("gradients", "numerics", "forbidden")
    with pytest.raises(AttributeError):
        problem.title = "Other"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('topcis = ["a"]', "topcis is not a key. Did you mean topics?"),
        ('kind = "modul"', "kind cannot be 'modul'. Did you mean module?"),
        ('kind = "zzz"', "It is one of function, backward"),
        ("summary = 3", "summary must be a text"),
        ('tracks = "round-1"', "tracks must be a list of texts"),
        ("needs = [1]", "needs must be a list of texts"),
        ("outputs = 3", "outputs must be a table"),
        ("probes = 3", "probes must be a table of texts"),
        ("[probes]\n'a b' = 'two words'", "probes.a b must be a word"),
        ("[outputs]\ndoubel = ['y']", "outputs.doubel is not a key. Did you mean outputs.double?"),
    ],
)
def test_top_level_slips(folder, line, sentence):
    assert sentence in complaints(folder, f"{line}\n{GOOD}" if not line.startswith("[") else f"{GOOD}\n{line}")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('difficulty = "easy"', 'difficulty = "esay"', "Did you mean easy?"),
        ('difficulty = "easy"', "", "difficulty is missing; it is one of easy, medium, hard."),
        ('title = "Double"', 'title = " "', "title is missing"),
        ('functions = ["double"]', "", "functions is missing"),
        ('gradients = ["x"]', 'gradient = ["x"]', "checks.gradient is not a key. Did you mean checks.gradients?"),
        ('gradients = ["x"]', "gradients = true", "checks.gradients must be a list"),
        ('gradients = ["x"]', "gradients = {doubel = ['x']}", "Did you mean checks.gradients.double?"),
        ('gradients = ["x"]', "unchanged = 1", "checks.unchanged must be true or false"),
        ("wall_seconds = 5", "wall_second = 5", "Did you mean limits.wall_seconds?"),
        ("wall_seconds = 5", "wall_seconds = 0", "limits.wall_seconds must be a number above zero"),
        ("wall_seconds = 5", "wall_seconds = true", "limits.wall_seconds must be a number above zero"),
        ("wall_seconds = 5", "wall_seconds = nan", "limits.wall_seconds must be a number above zero"),
        ("[limits]", "[limits", "not valid TOML"),
    ],
)
def test_slips_in_what_is_there(folder, old, new, sentence):
    assert old in GOOD
    assert sentence in complaints(folder, GOOD.replace(old, new))


def test_all_slips_are_told_at_once(folder):
    (folder / "starter.py").unlink()
    said = complaints(folder, "titel = 'x'\n")
    for part in ("titel is not a key", "title is missing", "functions is missing", "starter.py is missing"):
        assert part in said


def test_gradients_by_function(folder):
    toml = GOOD.replace('["double"]', '["double", "halve"]').replace('gradients = ["x"]', 'gradients = {halve = ["y"]}')
    (folder / "problem.toml").write_text(toml)
    assert load(folder).checks.gradients == {"halve": ("y",)}


def test_files_that_are_no_text(folder):
    (folder / "statement.md").write_bytes(b"\xff\xfe\x00")
    assert "statement.md cannot be read" in complaints(folder)


def test_a_broken_folder_takes_no_other_down(folder, tmp_path):
    write_problem(tmp_path, "halve", toml="[")
    write_problem(tmp_path, "Bad_Name")
    (tmp_path / "README.md").write_text("not a problem")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "empty").mkdir()
    catalog = Catalog(tmp_path)
    assert list(catalog) == ["double"]
    assert catalog.broken.keys() == {"halve", "Bad_Name", "empty"}
    assert all(sentence.endswith(".") for sentence in catalog.broken.values())


def test_no_problems_at_all(tmp_path):
    assert len(Catalog(tmp_path / "nothing")) == 0


def test_order_neighbours_and_resemblance(bank):
    catalog = Catalog(bank)
    assert list(catalog) == ["double", "layer-norm", "flash"]
    before, after = catalog.neighbours("layer-norm")
    assert (before.slug, after.slug) == ("double", "flash")
    assert catalog.neighbours("double")[0] is None
    assert catalog.neighbours("flash")[1] is None
    assert [problem.slug for problem in catalog.resembling("LayerNorm")] == ["layer-norm"]


def test_nothing_comes_before_what_it_needs(tmp_path):
    needs = {"first": [], "popular": ["first", "unknown"], "b": ["popular"], "c": ["popular"]}
    circle = {"round": ["about"], "about": ["round"]}
    for slug, names in (needs | circle).items():
        write_problem(tmp_path, slug, toml=f"needs = {names!r}\n{GOOD}")
    slugs = list(Catalog(tmp_path))
    assert sorted(slugs) == sorted(needs | circle)
    assert slugs.index("first") < slugs.index("popular") < slugs.index("b")


def test_revision_follows_every_byte_and_nothing_else(folder, tmp_path):
    seen = {revision(folder)}
    twin = tmp_path / "elsewhere" / "double"
    shutil.copytree(folder, twin)
    assert revision(twin) in seen, "where it lies does not matter"
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "cases.pyc").write_bytes(b"x")
    (folder / ".DS_Store").write_bytes(b"x")
    assert revision(folder) in seen
    for file in [path for path in folder.rglob("*.*") if path.suffix in (".py", ".md", ".toml")]:
        if "__pycache__" in file.parts:
            continue
        file.write_bytes(file.read_bytes() + b"\n")
        assert revision(folder) not in seen, file.name
        seen.add(revision(folder))
    (folder / "hints.md").rename(folder / "hint.md")
    assert revision(folder) not in seen
    assert all(len(digest) == 12 and set(digest) <= set(string.hexdigits) for digest in seen)


values = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10) | st.text(string.ascii_letters + " *", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["double", "x", "softmax"]), inner),
    max_leaves=4,
)
keys = st.sampled_from(["title", "difficulty", "topics", "functions", "forbid", "kind", "checks", "limits", "outputs"])


@given(st.dictionaries(keys, values))
def test_junk_is_a_broken_problem_and_nothing_worse(tmp_path_factory, table):
    def toml(value: object) -> str:
        match value:
            case None:
                return '""'
            case bool():
                return str(value).lower()
            case str():
                return f'"{value}"'
            case list():
                return "[" + ", ".join(map(toml, value)) + "]"
            case dict():
                return "{" + ", ".join(f"{key} = {toml(entry)}" for key, entry in value.items()) + "}"
        return str(value)

    folder = write_problem(tmp_path_factory.getbasetemp(), "junk")
    (folder / "problem.toml").write_text("\n".join(f"{key} = {toml(value)}" for key, value in table.items()))
    with pytest.raises(BrokenProblem) as caught:
        load(folder)
    assert all(sentence.endswith((".", "?")) for sentence in caught.value.sentences)


@given(st.text(max_size=200))
def test_first_sentence_of_anything(text):
    assert "\n" not in first_sentence(text)


def test_check_finds_nothing_wrong_with_the_bank():
    for folder in sorted(path for path in PROBLEMS.iterdir() if path.is_dir()):
        assert validate(folder) == [], folder.name


def test_check_of_nothing(tmp_path):
    assert validate(tmp_path / "nothing") == ["There is no folder nothing."]
    (tmp_path / "new-one").mkdir()
    said = "\n".join(validate(tmp_path / "new-one"))
    for name in ("problem.toml", "statement.md", "starter.py", "reference.py", "cases.py", "hints.md", "editorial.md"):
        assert f"{name} is missing" in said
    assert "submissions/accepted holds no solution" in said
    assert "wrong_answer needs at least one misconception" in said


@pytest.mark.parametrize(
    ("file", "text", "sentence"),
    [
        ("hints.md", "Just try.", "hints.md must be a numbered list"),
        ("editorial.md", " \n", "editorial.md is empty"),
        ("reference.py", "def other(): pass", "reference.py does not define double"),
        ("reference.py", "def double(:", "reference.py is not Python: "),
        ("starter.py", "x = 1", "starter.py does not define double"),
        ("cases.py", "def case(): pass", "cases.py does not define cases"),
        ("drive.py", "def run(): pass", "drive.py does not define drive"),
        ("submissions/wrong_answer/same.py", "def double(x):\n    return x", "end with 'Caught by: <case>'"),
        ("submissions/wrong/one.py", "", "submissions/wrong is not a verdict"),
        ("submissions/accepted/b_shift.py", "def twice(x): pass", "b_shift.py does not define double"),
        ("submissions/accepted/b_shift.py", None, "needs a second solution"),
        ("submissions/wrong_answer/same.py", None, "needs at least one misconception"),
    ],
)
def test_check_says_what_is_missing(folder, file, text, sentence):
    assert validate(folder) == []
    if text is None:
        (folder / file).unlink()
    else:
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(text)
    said = validate(folder)
    assert any(sentence in line for line in said), said


def test_a_submission_may_be_wrong_by_its_syntax(folder):
    broken = folder / "submissions" / "runtime_error" / "colon.py"
    broken.parent.mkdir()
    broken.write_text("def double(x)\n    return x\n")
    assert validate(folder) == []
