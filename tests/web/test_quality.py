"""The measured quality of a problem's judge: the file, the generated page, and what a learner is shown."""

import json
import tomllib

import pytest

from app.catalog import Catalog, measured_revision
from app.main import create_app
from app.quality import FILE, PAGE, Quality, page, read, write
from app.settings import ROOT
from tests.web.conftest import LiveServer

SOME = Quality("r", 3, 9, 143, 143, 4, {"float32": (2e-7, 2e-5)})


def measured(bank, slug="double", **changes) -> Quality:
    return Quality(**{**vars(SOME), "revision": measured_revision(bank / slug), **changes})


def test_what_is_written_is_read(bank):
    write(bank, {"double": SOME, "gone": SOME})
    assert read(bank) == {"double": SOME}, "a problem that is gone is forgotten"
    write(bank, {"flash": SOME})
    assert set(read(bank)) == {"double", "flash"}, "others stay"
    assert len((bank / FILE).read_text().splitlines()) == 4, "a line a problem, for those who merge"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"double": 3}', '{"double": {"mutants": 3}}', "\xff"])
def test_a_file_that_is_broken_takes_nothing_down(bank, text):
    (bank / FILE).write_text(text, encoding="latin-1")
    assert read(bank) == {}
    assert set(Catalog(bank)) == {"double", "layer-norm", "flash"}


def test_the_page_shows_numbers_of_this_revision_only(bank, settings):
    write(bank, {"double": measured(bank), "flash": measured(bank)})
    with LiveServer(create_app(settings)) as server:
        assert server.client.get("/api/problems/double").json()["quality"] == {
            "mutants": 143, "killed": 143, "equivalent": 4,
        }  # fmt: skip
        assert "143 of 143 mutants killed, 4 declared equivalent" in server.client.get("/problems/double").text
        assert server.client.get("/api/problems/flash").json()["quality"] is None, "measured at another revision"
        assert "mutants killed" not in server.client.get("/problems/flash").text
        assert server.client.get("/api/problems/layer-norm").json()["quality"] is None


@pytest.mark.parametrize("before", ["[limits]", ""])
def test_reasons_of_the_stability_map_are_not_measured(bank, before):
    toml = bank / "double" / "problem.toml"
    text = toml.read_text()
    assert before in text
    revision = measured_revision(bank / "double")
    reasons = '[stability]\nempty = "x has an entry"\n"float16 huge" = "[it] overflows"\n'
    toml.write_text(text.replace(before, f"{reasons}\n{before}") if before else f"{text}\n{reasons}")
    assert tomllib.loads(toml.read_text())["stability"]
    assert measured_revision(bank / "double") == revision
    toml.write_text(toml.read_text().replace("title", "title ", 1))
    assert measured_revision(bank / "double") != revision


# ---- what is committed -----------------------------------------------------------------------------------------------


def test_the_page_in_docs_is_the_one_that_is_generated():
    assert (ROOT / "docs" / PAGE).read_text() == page(read(ROOT / "problems"))


def test_the_committed_numbers_are_of_problems_that_exist_and_add_up():
    entries = read(ROOT / "problems")
    assert entries
    assert set(entries) <= set(Catalog(ROOT / "problems"))
    assert list(json.loads((ROOT / "problems" / FILE).read_text())) == sorted(entries)
    for slug, entry in entries.items():
        assert entry.killed == entry.mutants > 0, slug
        assert entry.cases > 0, slug
        assert entry.checks >= entry.cases, slug
        assert all(0 <= floor <= 16 * band for floor, band in entry.bands.values()), slug
