"""Shapes at the ends of lines after a run: they go with the text, can be switched off, and explain an error."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Workspace, submission
from tests.browser.test_pages import _accessible, _no_sideways_scroll

RIGHT = """\
import torch


def softmax(x, dim):
    top = x.amax(dim, keepdim=True)
    e = torch.exp(x - top)
    for _ in range(2):
        top = top.unsqueeze(0)
    return e / e.sum(dim, keepdim=True)
"""
BROKEN = RIGHT.replace("x - top", "x - top.new_ones(7)")


def _hints(workspace: Workspace) -> Locator:
    return workspace.code.locator(".inlay")


def _line(workspace: Workspace, text: str) -> Locator:
    return workspace.code.locator(".cm-line", has_text=text).locator(".inlay")


def _run(workspace: Workspace, text: str, word: str) -> None:
    workspace.write(text)
    workspace.run()
    workspace.verdict(word)


def test_a_run_shows_shapes_at_the_ends_of_lines(workspace: Workspace) -> None:
    expect(_hints(workspace)).to_have_count(0)
    _run(workspace, RIGHT, "Public cases pass")
    expect(_line(workspace, "def softmax")).to_have_text(re.compile(r"^x \(\d.*\)$"))
    expect(_line(workspace, "top = x.amax")).to_have_text(re.compile(r"^\(\d.*\)$"))
    expect(_line(workspace, "top.unsqueeze")).to_have_text(re.compile(r"^\(1, .*\), last \(1, 1, .*\)$"))
    expect(_line(workspace, "return e")).to_have_attribute("title", re.compile("^In case “.*”: what is returned is"))
    assert workspace.text() == RIGHT, "hints are not part of the text"


def test_a_hint_goes_with_its_line_and_vanishes_when_it_is_typed_in(workspace: Workspace, page: Page) -> None:
    _run(workspace, RIGHT, "Public cases pass")
    count = _hints(workspace).count()
    workspace.code.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("# first\n")
    expect(_hints(workspace)).to_have_count(count)
    expect(_line(workspace, "top = x.amax")).to_have_count(1)
    workspace.code.locator(".cm-line", has_text="e = torch").click(position={"x": 60, "y": 8})
    page.keyboard.type(" ")
    expect(_line(workspace, "= torch.exp")).to_have_count(0)
    expect(_hints(workspace)).to_have_count(count - 1)
    workspace.write("x = 1")
    expect(_hints(workspace)).to_have_count(0)


def test_hints_are_switched_off_by_keyboard_and_stay_off(workspace: Workspace, page: Page) -> None:
    _run(workspace, RIGHT, "Public cases pass")
    workspace.code.focus()
    page.keyboard.press("Escape")
    switch = page.get_by_role("button", name="Shapes")
    for _ in range(6):
        page.keyboard.press("Tab")
        if switch.evaluate("(node) => node === document.activeElement"):
            break
    expect(switch).to_be_focused()
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(_hints(workspace).first).to_be_hidden()
    page.goto("/problems/logsumexp")
    workspace.ready()
    expect(switch).to_have_attribute("aria-pressed", "false")
    workspace.open()
    workspace.verdict("Public cases pass")
    expect(_hints(workspace).first).to_be_hidden()
    switch.press("Enter")
    expect(_hints(workspace).first).to_be_visible()


def test_an_error_of_shape_tells_the_operands_and_leads_to_their_lines(workspace: Workspace, page: Page) -> None:
    _run(workspace, BROKEN, "Runtime error")
    stopped = workspace.result.get_by_role("region", name="Where it stopped")
    expect(stopped.locator(".operands")).to_have_text(
        re.compile(r"^Here x is \(\d.*\), from line 4; top is \(\d.*\), from line 5\.$")
    )
    expect(workspace.code.locator(".cm-lens")).to_contain_text("from line 5")
    expect(workspace.code.locator(".inlay.odd")).to_have_text(re.compile(r"^x \(.*\), top \(.*\)$"))
    stopped.get_by_role("link", name="line 5").click()
    expect(page.locator("#position")).to_contain_text("Ln 5")
    expect(workspace.code).to_be_focused()


def test_a_submission_shows_no_shapes(workspace: Workspace) -> None:
    workspace.write(submission("accepted/shift_by_max.py"))
    workspace.submit()
    workspace.verdict("Accepted")
    expect(_hints(workspace)).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_hints_break_no_rule_of_axe_and_fit_a_phone(workspace: Workspace, page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    _run(workspace, BROKEN, "Runtime error")
    expect(_hints(workspace).first).to_be_visible()
    _accessible(page)
    page.set_viewport_size({"width": 375, "height": 740})
    page.locator(".paneswitch").get_by_role("button", name="Code").click()
    expect(page.get_by_role("button", name="Shapes")).to_be_visible()
    _no_sideways_scroll(page)
    _accessible(page)
