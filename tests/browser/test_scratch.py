"""The scratch pane: tensors drawn, values compared, and the line to go to, by keyboard."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Workspace, submission
from tests.browser.test_pages import _accessible

SCRATCH = """\
import torch
y = show(softmax(torch.eye(3), 1))
check(y, y + torch.eye(3))
check(y.sum(1), torch.ones(3))
1 / 0
"""


def test_scratch_code_draws_and_compares(workspace: Workspace, page: Page) -> None:
    workspace.write(submission("accepted/shift_by_max.py"))
    page.get_by_role("tab", name="scratch.py").click()
    page.get_by_role("textbox", name="scratch.py").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(SCRATCH)
    page.keyboard.press("Control+Enter")
    workspace.verdict("Public cases pass")
    output = page.locator("#bp-o")
    drawings = output.locator(".drawing")
    expect(drawings).to_have_count(3)
    expect(output).to_contain_text("ZeroDivisionError: division by zero (line 5)")
    expect(drawings.nth(0).locator("figcaption")).to_contain_text("Tensor of shape (3, 3)")
    expect(drawings.nth(0)).to_contain_text("All of it: from")
    expect(drawings.nth(1)).to_contain_text("They differ")
    expect(drawings.nth(1)).to_contain_text("3 of 9 values are outside the band; the first at [0, 0]")
    expect(drawings.nth(2)).to_contain_text("They agree.")

    drawings.nth(0).locator(".maps").focus()
    page.keyboard.press("ArrowRight")
    expect(drawings.nth(0).locator(".readout")).to_contain_text("[0, 1]")
    _accessible(page)

    drawings.nth(1).get_by_role("link", name="line 3").press("Enter")
    expect(page.get_by_role("textbox", name="scratch.py")).to_be_focused()
    expect(page.locator("#position")).to_contain_text("Ln 3")
