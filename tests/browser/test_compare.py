"""Two attempts beside each other: found from the history, read by keyboard, on a phone, and without scripts."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Workspace, submission
from tests.browser.test_pages import _accessible, _no_sideways_scroll

WRONG, RIGHT = submission("wrong_answer/global_maximum.py"), submission("accepted/shift_by_max.py")


@pytest.fixture
def tried(workspace: Workspace, page: Page) -> Page:
    """Attempt 1 is wrong, attempt 2 right."""
    for text, word in ((WRONG, "Wrong answer"), (RIGHT, "Accepted")):
        workspace.write(text)
        workspace.submit()
        workspace.verdict(word)
    return page


def _opened(page: Page) -> Locator:
    expect(page.locator("html[data-ready]")).to_be_attached()
    expect(page.get_by_role("heading", level=1)).to_have_text("Attempt 1 and attempt 2")
    return page.locator("main")


def _view(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="How to show what differs").get_by_role("button", name=name)


def test_two_attempts_are_chosen_in_the_history_by_keyboard(tried: Page) -> None:
    tried.goto("/attempts")
    button = tried.get_by_role("button", name="Compare the two chosen")
    said = tried.locator("#chosen")
    expect(button).to_have_attribute("aria-disabled", "true")
    newer = tried.get_by_role("checkbox", name="Choose attempt 2 at Stable softmax")
    newer.focus()
    tried.keyboard.press("Space")
    expect(said).to_have_text("One is chosen; choose another at the same problem.")
    button.press("Enter")
    expect(tried).to_have_url(re.compile(r"/attempts$"))
    tried.get_by_role("checkbox", name="Choose attempt 1 at Stable softmax").press("Space")
    expect(said).to_have_text("Two are chosen.")
    _accessible(tried)
    button.press("Enter")
    main = _opened(tried)
    expect(main).to_contain_text(re.compile(r"\d+ now pass"))
    expect(tried.get_by_label("From", exact=True)).to_have_value(re.compile("."))
    tried.go_back()
    expect(said).to_have_text("Two are chosen.")
    expect(newer).to_be_checked()


def test_side_by_side_or_inline_is_a_choice_that_is_kept(tried: Page) -> None:
    tried.get_by_role("tab", name=re.compile("Attempts")).click()
    tried.get_by_role("link", name="Compare the last two").click()
    main = _opened(tried)
    expect(main.locator(".cm-mergeView")).to_be_visible()
    expect(main.get_by_role("textbox", name="Attempt 1")).to_contain_text("x.max()")
    expect(main.get_by_role("textbox", name="Attempt 2")).to_contain_text("keepdim=True")
    inline = _view(tried, "Inline")
    inline.focus()
    tried.keyboard.press("Enter")
    expect(inline).to_be_focused()
    expect(inline).to_have_attribute("aria-pressed", "true")
    expect(main.locator(".cm-mergeView")).to_have_count(0)
    one = main.get_by_role("textbox", name="Attempt 2 against Attempt 1")
    expect(one.locator(".cm-deletedChunk", has_text="x.max()")).to_be_visible()
    _accessible(tried)
    tried.reload()
    _opened(tried)
    expect(_view(tried, "Inline")).to_have_attribute("aria-pressed", "true")
    _view(tried, "Side by side").click()
    expect(main.locator(".cm-mergeView")).to_be_visible()


def test_the_reference_can_be_chosen_once_the_problem_is_solved(workspace: Workspace, page: Page) -> None:
    for number in (1, 2):
        workspace.write(WRONG + f"# {number}\n")
        workspace.submit()
        expect(page.locator("#attempt-count")).to_have_text(str(number))
    page.get_by_role("tab", name=re.compile("Attempts")).click()
    page.get_by_role("link", name="Compare the last two").click()
    _opened(page)
    expect(page.locator("main")).to_contain_text("The reference can be chosen here once the problem is solved")
    expect(page.locator("#c-to option", has_text="Reference")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("No case changed its verdict.")
    workspace.open()
    workspace.write(RIGHT)
    workspace.submit()
    workspace.verdict("Accepted")
    page.get_by_role("tab", name=re.compile("Attempts")).click()
    page.get_by_role("link", name="Compare the last two").click()
    page.get_by_label("To", exact=True).select_option("reference")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Attempt 2 and reference")
    expect(page.get_by_role("textbox", name="Reference")).to_contain_text("def softmax")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_view_of_a_comparison_breaks_a_rule_of_axe(tried: Page, theme: Any) -> None:
    tried.emulate_media(color_scheme=theme, reduced_motion="reduce")
    tried.get_by_role("tab", name=re.compile("Attempts")).click()
    _accessible(tried)
    tried.get_by_role("link", name="Compare the last two").click()
    _opened(tried)
    _accessible(tried)
    _view(tried, "Inline").click()
    _accessible(tried)
    tried.set_viewport_size({"width": 375, "height": 740})
    expect(_view(tried, "Inline")).to_be_hidden()
    _no_sideways_scroll(tried)
    _accessible(tried)
    tried.goto("/attempts")
    _no_sideways_scroll(tried)
    _accessible(tried)


def test_a_comparison_reads_without_scripts(tried: Page, new_context: Any) -> None:
    tried.goto("/attempts")
    plain = new_context(java_script_enabled=False, storage_state=tried.context.storage_state()).new_page()
    plain.goto("/attempts")
    for number in (1, 2):
        plain.get_by_role("checkbox", name=f"Choose attempt {number} at").check()
    plain.get_by_role("button", name="Compare the two chosen").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Attempt 1 and attempt 2")
    lines = plain.get_by_role("group", name="What changed, line by line")
    expect(lines.locator(".ln.del").first).to_contain_text("removed:")
    expect(lines.locator(".ln.add").first).to_contain_text("added:")
