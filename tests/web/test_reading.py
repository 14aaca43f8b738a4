"""From a diagnosis to the hint and the part of the editorial that are about it."""

import pytest

from app import markdown
from app.catalog import Catalog
from app.reading import Reading, about
from app.settings import ROOT
from tests.web.conftest import write_problem

HINTS = """\
1. What does `mean` divide by?
2. Which **dimension** does the mask broadcast along? Give the mask a dimension at the end.
3. Divide by `mask.sum(1, keepdim=True)`.
"""
EDITORIAL = """\
## The idea
Sum what counts, divide by how many count.

## The traps
- **The mask broadcast along the features**: without a dimension at the end, the mask lines up with the features.
- **Rows that count nothing** divide by zero.

## In PyTorch
`torch.masked` does all of this.
"""


def with_texts(folder, hints, editorial):
    problem = write_problem(folder, "double")
    (problem / "hints.md").write_text(hints)
    (problem / "editorial.md").write_text(editorial)
    return Catalog(folder)["double"]


@pytest.fixture
def problem(tmp_path):
    return with_texts(tmp_path, HINTS, EDITORIAL)


def test_the_text_that_shares_rare_words_is_named(problem):
    found = about(problem, "You broadcast the mask along the features. Give the mask a dimension at the end.")
    assert found == Reading(hint=2, section="The traps", passage="passage-2")
    assert '<li id="passage-2"><strong>The mask broadcast' in markdown.render_with_ids(EDITORIAL)


def test_nobody_is_sent_to_a_text_about_something_else(problem):
    assert about(problem, "You return the maximum.") == Reading(hint=None, section="The traps", passage=None)
    assert about(problem, "") == Reading(hint=None, section="The traps", passage=None)


def test_texts_without_sections_have_none(tmp_path):
    assert about(with_texts(tmp_path, "", ""), "You broadcast the mask.") == Reading()


def test_ids_change_nothing_else():
    text = "## a\nOne.\n\n- two\n- three\n\n1. four\n\n   five\n\n| x |\n|---|\n| y |\n"
    html = markdown.render_with_ids(text)
    for passage in markdown.passages(text):
        assert html.count(f' id="{passage.id}"') == 1
        html = html.replace(f' id="{passage.id}"', "")
    assert html == markdown.render(text)
    assert [passage.text for passage in markdown.passages(text)] == ["One.", "two", "three", "four", "five"]


def test_a_trap_of_the_bank_is_found():
    problem = Catalog(ROOT / "problems")["gather-nll"]
    found = about(problem, "`logp[:, target]` takes those columns of every row. You want one entry for each position.")
    (passage,) = [p for p in markdown.passages(problem.editorial) if p.id == found.passage]
    assert (found.section, passage.text.startswith("**`logp[:, target]`**")) == ("The traps", True)
