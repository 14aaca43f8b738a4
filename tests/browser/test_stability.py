"""The stability map of the result page: largest errors, the way to a case, what is out of scope, and the switches."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Workspace, submission
from tests.browser.test_pages import _accessible, _no_sideways_scroll

RIGHT = submission("accepted/shift_by_max.py")
OVERFLOWS = "import torch\n\n\ndef softmax(x, dim):\n    e = torch.exp(x)\n    return e / e.sum(dim, keepdim=True)\n"


def _map(page: Page, slug: str, text: str, word: str) -> Locator:
    workspace = Workspace(page, slug).open()
    workspace.write(text)
    workspace.submit()
    workspace.verdict(word)
    return workspace.result.get_by_role("region", name="Where it holds")


def test_a_right_answer_is_green_wherever_a_case_stands(page: Page) -> None:
    holds = _map(page, "stable-softmax", RIGHT, "Accepted")
    expect(holds.locator("td.no, td.wait")).to_have_count(0)
    expect(holds.locator("td.ok")).not_to_have_count(0)
    expect(
        holds.get_by_role("button", name=re.compile("^float32, numbers of 100 and more: passes, largest"))
    ).to_be_visible()
    expect(holds.locator("td.na")).to_have_count(8)  # two columns of four types
    expect(holds.locator("td.na").first).to_have_attribute("title", "Out of scope: each slice keeps a finite score")
    expect(holds.locator("td.none")).to_have_count(0)
    reasons = holds.get_by_role("list", name="Out of scope").get_by_role("listitem")
    expect(reasons).to_have_text(
        ["A row of −∞: each slice keeps a finite score.", "An empty input: x has at least one entry."]
    )
    seen = holds.locator("td.seen")
    expect(seen).to_have_count(27)
    expect(seen.first).to_contain_text(
        re.compile("^.*float64, numbers below 0.01: shown, not judged. It passes, largest")
    )
    expect(holds).to_contain_text("Outlined places are shown, not judged")
    _accessible(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_wrong_one_is_red_where_it_fails_and_the_cell_leads_to_the_case(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    holds = _map(page, "stable-softmax", OVERFLOWS, "Wrong answer")
    expect(holds.locator("td.seen")).to_have_text(
        [re.compile("^○")] * 27
    )  # only an accepted answer is looked at further
    huge = holds.get_by_role("button", name=re.compile("^float32, numbers of 100 and more: fails, largest error NaN"))
    expect(huge).to_have_text(re.compile("^NaN"))
    expect(holds.get_by_role("button", name=re.compile("^float64, ordinary numbers: passes"))).to_be_visible()
    ordinary = holds.get_by_role("button", name=re.compile("^float32, ordinary numbers: passes"))
    ordinary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".case-slot .case-head h3")).to_contain_text("thirds")
    huge.click()
    expect(page.locator(".case-slot .case-head h3")).to_contain_text("huge scores")
    _accessible(page)
    page.set_viewport_size({"width": 375, "height": 740})
    _no_sideways_scroll(page)


def test_the_switches_stand_beside_it(page: Page) -> None:
    holds = _map(page, "dropout", submission("accepted/mask_and_divide.py", "dropout"), "Accepted")
    badges = holds.get_by_role("list", name="Beyond the values").get_by_role("listitem")
    expect(badges).to_have_text([re.compile("^Second call.*passes")])


def test_a_run_of_public_cases_has_no_map(page: Page) -> None:
    workspace = Workspace(page, "stable-softmax").open()
    workspace.write(RIGHT)
    workspace.run()
    expect(workspace.result.get_by_role("region", name="Cost")).to_be_visible()
    expect(page.get_by_role("region", name="Where it holds")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_before_an_attempt_it_says_what_is_required_and_leads_to_public_cases(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    Workspace(page, "stable-softmax").open()
    plan = page.get_by_role("region", name="Where it must hold")
    hidden = plan.locator("td.asked", has_text="float64, ordinary numbers: required, a hidden case")
    expect(hidden).to_have_text(re.compile("^1float64"))
    expect(hidden.get_by_role("button")).to_have_count(0)
    page.locator("#bp-c").get_by_role("button", name="columns").click()
    public = plan.get_by_role("button", name="float32, ordinary numbers: required, thirds, columns")
    public.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#bp-c tr.sel")).to_contain_text("thirds")
    expect(plan.locator("td.na")).to_have_count(8)
    _accessible(page)
    page.set_viewport_size({"width": 375, "height": 740})
    _no_sideways_scroll(page)


def test_before_an_attempt_it_says_what_will_be_shown_and_why_the_rest_is_out_of_scope(page: Page) -> None:
    Workspace(page, "cross-entropy").open()
    plan = page.get_by_role("region", name="Where it must hold")
    seen = plan.locator("td.seen", has_text="float64, numbers below 0.01: shown of an accepted answer, not judged")
    expect(seen).to_have_count(1)
    expect(plan.locator("td.none")).to_have_count(0)
    reasons = plan.get_by_role("list", name="Out of scope").get_by_role("listitem")
    expect(reasons).to_contain_text(
        [
            "A row of −∞; other infinities or NaN: logits are finite.",
            "float16 and bfloat16: logits are float32 or float64.",
        ]
    )


def test_a_problem_without_float_tensors_has_no_map(page: Page) -> None:
    Workspace(page, "topological-sort").open()
    expect(page.locator("#bp-c table")).to_be_visible()
    expect(page.get_by_role("region", name="Where it must hold")).to_have_count(0)


def test_what_never_ran_has_no_map(page: Page) -> None:
    workspace = Workspace(page, "stable-softmax").open()
    workspace.write("import torch\n\n\ndef softmax(x, dim):\n    return torch.softmax(x, dim)\n")
    workspace.submit()
    workspace.verdict("Forbidden")
    expect(page.get_by_role("region", name="Where it holds")).to_have_count(0)
