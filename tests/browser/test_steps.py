"""The first wrong step, as a learner sees it: a row of steps, each opening the comparison of its value."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Workspace
from tests.browser.test_pages import _accessible

STEPS = (ROOT / "problems" / "stable-softmax" / "steps.py").read_text()
WRONG = STEPS.replace("exps.sum(dim", "2 * exps.sum(dim")


def test_the_first_wrong_step_is_open_and_the_others_are_a_key_away(workspace: Workspace, page: Page) -> None:
    workspace.write(WRONG)
    workspace.submit()
    workspace.verdict("Wrong answer")
    steps = workspace.result.get_by_role("region", name="The first wrong step")
    expect(steps.locator(".relation").first).to_have_text("Your exps is right, your total is not: look between them.")
    tabs = steps.get_by_role("tab")
    expect(tabs).to_have_text([re.compile("shifted, right"), re.compile("exps, right"), re.compile("total, wrong")])
    total = steps.get_by_role("tab", name="total")
    expect(total).to_have_attribute("aria-selected", "true")
    expect(steps.get_by_role("tabpanel")).to_contain_text("outside the band")

    total.focus()
    page.keyboard.press("ArrowLeft")
    expect(steps.get_by_role("tab", name="exps")).to_be_focused()
    panel = steps.get_by_role("tabpanel")
    expect(panel).to_have_attribute("aria-labelledby", re.compile("^s-"))
    expect(panel.locator("canvas").first).to_be_visible()
    _accessible(page)


def test_the_statement_names_the_steps_and_how_to_go_home(workspace: Workspace, page: Page) -> None:
    statement = page.locator("#p-st")
    expect(statement.locator(".steps-named dt")).to_have_text(["shifted", "exps", "total"])
    statement.get_by_text("Running your file at home").click()
    expect(statement.locator(".probe-home pre")).to_contain_text("lambda name, value=None: value")
    _accessible(page)


def test_an_unknown_step_is_told_with_those_that_exist(workspace: Workspace) -> None:
    workspace.write(WRONG.replace('"total"', '"sum"').replace('"exps"', '"e"').replace('"shifted"', '"shift"'))
    workspace.run()
    workspace.verdict("Wrong answer")
    steps = workspace.result.get_by_role("region", name="The first wrong step")
    expect(steps).to_contain_text("did you mean shifted? The steps are shifted, exps and total.")
    expect(steps.get_by_role("tab")).to_have_count(0)
