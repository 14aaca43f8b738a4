"""Theme, keyboard, phone, filters, and what every page must keep to."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import Watch, Workspace, submission

# What a person sees in the very first frames, before and while scripts run.
FIRST_FRAMES = """
  window.frames_seen = [];
  const look = () => {
    if (document.body) frames_seen.push(getComputedStyle(document.body).backgroundColor);
    if (frames_seen.length < 8) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
"""


def test_the_theme_is_remembered_and_never_flashes(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")
    switch = page.get_by_role("button", name=re.compile("^Theme:"))
    expect(switch).to_have_attribute("aria-label", "Theme: system. Switch to light")
    switch.click()
    switch.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.add_init_script(FIRST_FRAMES)
    for path in ("/problems", "/problems/stable-softmax"):
        page.goto(path)
        expect(page.get_by_role("button", name="Theme: dark. Switch to system")).to_be_visible()
        assert set(page.evaluate("frames_seen")) == {dark}


def test_the_theme_follows_the_system_until_one_is_chosen(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")
    day = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != day


def test_from_the_list_to_a_verdict_by_keyboard_alone(page: Page) -> None:
    page.goto("/problems")
    page.keyboard.press("/")
    page.keyboard.type("stable-softmax")
    expect(page.locator(".list tbody tr")).to_have_count(1)
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    workspace = Workspace(page)
    workspace.ready()
    for _ in range(40):
        page.keyboard.press("Tab")
        if workspace.code.evaluate("(node) => node === document.activeElement"):
            break
    expect(workspace.code).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(submission("accepted/shift_by_max.py"))
    page.keyboard.press("Control+Shift+Enter")
    workspace.verdict("Accepted")
    # Tab indents; Escape, then Tab leaves
    page.keyboard.press("Control+End")
    page.keyboard.press("Tab")
    expect(workspace.code).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(workspace.code).not_to_be_focused()


def test_the_panes_are_resized_by_keyboard_and_remembered(workspace: Workspace, page: Page) -> None:
    split = page.get_by_role("separator", name="Width of the panes")
    before = page.locator("#left").bounding_box()
    split.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(split).to_have_attribute("aria-valuenow", "60")
    page.reload()
    workspace.ready()
    after = page.locator("#left").bounding_box()
    assert before and after
    assert after["width"] > before["width"] + 50


def test_keys_are_listed(page: Page) -> None:
    page.goto("/problems")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("j")
    expect(page.locator(".list tr.cursor")).to_have_count(1)


def test_filters_answer_at_once_and_are_in_the_address(page: Page) -> None:
    page.goto("/problems")
    everything = page.locator(".list tbody tr").count()
    page.get_by_role("checkbox", name=re.compile("^Easy")).check()
    expect(page).to_have_url(re.compile("difficulty=easy"))
    expect(page.locator(".chips")).to_contain_text("Easy")
    assert 0 < page.locator(".list tbody tr").count() < everything
    page.get_by_role("searchbox").fill("zzqx")
    expect(page.locator("#results")).to_contain_text("No problem matches")
    page.reload()
    expect(page.locator("#results")).to_contain_text("No problem matches")


def test_a_problem_reads_without_scripts(new_context: Any) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/problems/stable-softmax")
    expect(page.get_by_role("heading", name="Stable softmax").first).to_be_visible()
    expect(page.locator("#e-sol")).to_contain_text("def softmax")
    expect(page.locator(".runs")).to_be_hidden()
    page.goto("/problems?q=stable-softmax")
    expect(page.locator(".list tbody tr")).to_have_count(1)


@pytest.fixture
def phone(page: Page) -> Page:
    page.set_viewport_size({"width": 375, "height": 740})
    return page


def _no_sideways_scroll(page: Page) -> None:
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1], f"{page.url} is {wide[0]} wide on a screen of {wide[1]}"


def test_a_phone_solves_a_problem_and_never_scrolls_sideways(phone: Page) -> None:
    for path in ("/", "/problems", "/attempts", "/nothing-here"):
        phone.goto(path) if path != "/nothing-here" else phone.goto("/problems?q=zzz")
        _no_sideways_scroll(phone)
    workspace = Workspace(phone).open()
    _no_sideways_scroll(phone)
    bar = phone.locator(".paneswitch")
    bar.get_by_role("button", name="Code").click()
    workspace.write(submission("wrong_answer/global_maximum.py"))
    bar.get_by_role("button", name="Submit").click()
    workspace.verdict("Wrong answer")
    expect(workspace.result.locator(".maps").first).to_be_visible()
    _no_sideways_scroll(phone)
    bar.get_by_role("button", name="Code").click()
    workspace.write(submission("accepted/shift_by_max.py"))
    bar.get_by_role("button", name="Submit").click()
    workspace.verdict("Accepted")
    workspace.result.get_by_role("link", name="Compare with the reference").click()
    expect(phone.get_by_role("textbox", name="Reference against Yours")).to_be_visible()
    _no_sideways_scroll(phone)


@pytest.fixture(params=["light", "dark"])
def themed(page: Page, request: pytest.FixtureRequest) -> Iterator[Page]:
    page.emulate_media(color_scheme=request.param, reduced_motion="reduce")
    yield page


def _accessible(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"


def test_no_page_breaks_a_rule_of_axe(themed: Page, watch: Watch) -> None:
    watch.expect("status of 404")
    for path in ("/", "/problems", "/problems?q=zzz&difficulty=hard", "/attempts", "/problems/no-such-problem"):
        themed.goto(path)
        expect(themed.locator("main")).to_be_visible()
        _accessible(themed)
    themed.keyboard.press("?")
    expect(themed.get_by_role("dialog")).to_be_visible()
    _accessible(themed)


def test_no_state_of_the_workspace_breaks_a_rule_of_axe(themed: Page) -> None:
    workspace = Workspace(themed).open()
    expect(themed.locator("#bp-c .cases")).to_be_visible()
    _accessible(themed)
    for text, word in (
        (submission("wrong_answer/global_maximum.py"), "Wrong answer"),
        ("def softmax(x, dim:\n    return x\n", "Runtime error"),
        ("import torch\n\n\ndef softmax(x, dim):\n    return torch.softmax(x, dim)\n", "Forbidden"),
        (submission("accepted/shift_by_max.py"), "Accepted"),
    ):
        workspace.write(text)
        workspace.submit()
        workspace.verdict(word)
        _accessible(themed)
    themed.get_by_role("tab", name="Editorial").click()
    expect(themed.locator("#editorial")).to_be_visible()
    _accessible(themed)
    themed.locator("#editorial").get_by_role("link", name="Compare with the reference").click()
    expect(themed.locator(".cm-mergeView")).to_be_visible()
    _accessible(themed)
    themed.goto("/attempts")
    _accessible(themed)
    themed.goto("/")
    _accessible(themed)


def test_on_a_phone_no_rule_of_axe_is_broken(phone: Page) -> None:
    for path in ("/", "/problems", "/problems/stable-softmax"):
        phone.goto(path)
        expect(phone.locator("main")).to_be_visible()
        _accessible(phone)


def test_the_editor_closes_brackets_indents_comments_and_finds(workspace: Workspace, page: Page) -> None:
    workspace.write("")
    page.keyboard.type("def f(x):\nreturn (x")
    assert workspace.text() == "def f(x):\n    return (x)"
    page.keyboard.press("Control+/")
    assert workspace.text() == "def f(x):\n    # return (x)"
    page.keyboard.press("Control+/")
    page.keyboard.press("Control+f")
    expect(page.get_by_role("textbox", name="Find")).to_be_focused()
    page.keyboard.type("return")
    expect(workspace.code.locator(".cm-searchMatch")).to_have_count(1)
    _accessible(page)
    page.keyboard.press("Escape")
    expect(workspace.code).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+'")
    workspace.verdict("Runtime error")
