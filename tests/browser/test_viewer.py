"""The pictures of a check: every rank, every way to move, what is not a number, what is too large, and in words."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Workspace, submission
from tests.browser.test_pages import _accessible, _no_sideways_scroll

SCRATCH = """\
import torch
a = torch.arange(24.0).reshape(2, 3, 4)
b = a.clone()
b[1, 2] += 0.5
check(b, a)
v = torch.linspace(-1, 1, 40)
w = v.clone()
w[3], w[5], w[20] = torch.nan, torch.inf, 2.0
check(w, v)
check(torch.tensor(1.25), torch.tensor(1.0))
m = torch.zeros(500, 300)
n = m.clone()
n[400:420, 100:200] = 1.0
n[2, 2] = 1e-3
check(n + 1, m + 1)
z = torch.zeros(2, 2, 2, 2, 2, 2)
o = z.clone()
o[1, 0, 1, 1, 0, 1] = 3.0
check(o, z)
check(torch.ones(2, 3), torch.ones(3, 2))
"""
BOX, VECTOR, NUMBER, LARGE, DEEP, SHAPES = range(6)


def scratch(page: Page, workspace: Workspace, code: str = SCRATCH, drawings: int = 6) -> Locator:
    """What scratch code draws. Every `check` is made of tensors that this file knows."""
    workspace.write(submission("accepted/shift_by_max.py"))
    page.get_by_role("tab", name="scratch.py").click()
    page.get_by_role("textbox", name="scratch.py").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)
    page.keyboard.press("Control+Enter")
    drawn = page.locator("#bp-o .drawing")
    expect(drawn).to_have_count(drawings)
    return drawn


def walked(page: Page, group: Locator, keys: str) -> None:
    group.focus()
    for key in keys.split():
        page.keyboard.press(key)


def in_words(group: Locator) -> str:
    """What a screen reader says of a group of pictures."""
    return str(group.evaluate("(node) => document.getElementById(node.getAttribute('aria-describedby')).textContent"))


def test_each_rank_has_its_picture_and_each_picture_its_words(workspace: Workspace, page: Page) -> None:
    drawn = scratch(page, workspace)
    box = drawn.nth(BOX).locator(".maps")
    expect(box).to_have_attribute("aria-roledescription", "heat map")
    assert "4 of 24 values outside the band; 0 too small, 4 too large; largest 0.5000 at [1, 2, 0]" in in_words(box)
    assert "First outside the band: [1, 2, 0], expected 20" in in_words(box)

    vector = drawn.nth(VECTOR).locator(".maps")
    expect(vector).to_have_attribute("aria-roledescription", "bars")
    assert "2 not finite where a number is due" in in_words(vector)
    expect(drawn.nth(VECTOR).locator(".legends")).to_contain_text("NaN")
    expect(drawn.nth(VECTOR).locator(".legends")).to_contain_text("+∞")
    yours = vector.get_by_role("img").nth(1)
    expect(yours).to_have_attribute("aria-label", re.compile("1 NaN; 1 \\+∞; 3 of 40 outside the band"))

    number = drawn.nth(NUMBER)
    expect(number.locator(".figures dd")).to_have_text(["1.0000000", "1.2500000", "0.250000"])
    expect(number.locator(".readout")).to_contain_text("relative 0.250")
    expect(number.locator(".readout")).to_contain_text("2,097,152 ULP")
    expect(number.locator("canvas")).to_have_count(0)

    shapes = drawn.nth(SHAPES)
    expect(shapes).to_contain_text("The shapes differ, so there is no difference to draw.")
    expect(shapes.locator("canvas")).to_have_count(2)
    expect(shapes.locator(".fields .differs").first).to_contain_text("(2, 3)")


def test_an_entry_is_read_by_pointer_and_by_keyboard(workspace: Workspace, page: Page) -> None:
    drawn = scratch(page, workspace)
    vector, readout = drawn.nth(VECTOR).locator(".maps"), drawn.nth(VECTOR).locator(".readout")
    walked(page, vector, "Home " + "ArrowRight " * 20)
    expect(readout).to_contain_text("[20]")
    for words in ("expected 0.0256410", "yours 2", "difference 1.97", "relative 77", "ULP", "× the band"):
        expect(readout).to_contain_text(words)
    page.keyboard.press("ArrowRight")
    expect(readout).to_contain_text("no error")
    page.keyboard.press("End")
    expect(readout).to_contain_text("[39]")

    box, readout = drawn.nth(BOX).locator(".maps"), drawn.nth(BOX).locator(".readout")
    difference = box.get_by_role("img").nth(2)
    difference.scroll_into_view_if_needed()
    area = difference.bounding_box()
    assert area
    difference.hover(position={"x": area["width"] * 7 / 8, "y": area["height"] * 5 / 6})
    expect(readout).to_contain_text("[1, 2, 3]")
    expect(readout).to_contain_text("expected 23")
    expect(readout).to_contain_text("difference 0.500000")
    page.mouse.move(0, 0)
    expect(readout).to_contain_text("the first outside the band")


def test_slices_are_chosen_and_say_what_is_off_in_each(workspace: Workspace, page: Page) -> None:
    drawn = scratch(page, workspace)
    box = drawn.nth(BOX)
    choice = box.get_by_label("dim 0", exact=True)
    expect(choice.locator("option")).to_have_text(["index 0, right", "index 1, 4 off"])
    expect(choice).to_have_value("1")
    expect(box.locator(".readout")).to_contain_text("[1, 2, 0]")
    choice.select_option("0")
    expect(box.locator(".readout")).to_have_text("Slice [0, …, …]")
    walked(page, box.locator(".maps"), "PageDown End")
    expect(box.locator(".readout")).to_contain_text("[0, 2, 3]")
    choice.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(choice).to_have_value("1")
    page.keyboard.press("Tab")
    expect(box.locator(".maps")).to_be_focused()
    expect(box.locator(".readout")).to_contain_text("[1, 2, 0]")

    deep = drawn.nth(DEEP)
    one = deep.get_by_label("slice", exact=True)
    expect(one.locator("option")).to_have_count(16)
    expect(one.locator("option:checked")).to_have_text("[1, 0, 1, 1], 1 off")
    walked(page, deep.locator(".maps"), "PageUp Home ArrowRight")
    expect(deep.locator(".readout")).to_contain_text("[1, 0, 1, 1, 0, 1]")


def test_a_large_tensor_shows_its_worst_part_and_says_so(workspace: Workspace, page: Page) -> None:
    large = scratch(page, workspace).nth(LARGE)
    expect(large).to_contain_text(
        re.compile(r"Shown: rows \d+ to \d+ and columns \d+ to \d+ of 500 by 300, with the worst")
    )
    whole = large.locator(".overview")
    expect(whole.get_by_role("img")).to_have_attribute(
        "aria-label", re.compile("hold something outside the band; the worst is rows")
    )
    walked(page, whole, "PageUp Home")
    expect(large.locator(".readout")).to_contain_text("rows 0 to 15, columns 0 to 9")
    expect(large.locator(".readout")).to_contain_text("× the band")
    page.keyboard.press("ArrowRight")
    expect(large.locator(".readout")).to_contain_text("all inside the band")
    errors = large.locator(".band")
    expect(errors).to_have_attribute(
        "aria-label", re.compile("Of the errors of 150,000 values 147,999 without any error")
    )
    expect(errors.locator(".bin")).not_to_have_count(0)

    # a table of numbers grows by as much as anybody reads
    large.get_by_role("button", name=re.compile("^All 4,0")).click()
    expect(large.locator(".numbers tbody tr")).to_have_count(256)
    large.get_by_role("button", name="256 more").press("Enter")
    expect(large.locator(".numbers tbody tr")).to_have_count(512)


# As reports were before they held more than one slice, and a survey of all errors; they stay in the database.
EARLIER = """
async () => {
  const { checkPanel } = await import("/static/checks.js");
  const what = { shape: [3, 2, 2], dtype: "float32", stride: [4, 2, 1] };
  const part = { kind: "tensor", shape: [3, 2, 2], dtype: "float32", lead: [1], rows: [0, 2], cols: [0, 2] };
  document.querySelector("#bp-c").replaceChildren(...checkPanel({
    name: "forward", status: "failed", message: "1 of 12 values are outside the band.", mismatched: 1, total: 12,
    max_abs: 0.5, max_rel: 0.125, ulp: 1048576, first_bad_index: [1, 1, 1],
    tolerance: { rtol: 2e-5, atol: 8e-5, floor: 1e-7 }, fields: { expected: what, actual: what },
    expected: { ...part, values: [1, 2, 3, 4] }, actual: { ...part, values: [1, 2, 3, 4.5] },
    diff: { ...part, values: [0, 0, 0, 0.5] },
  }).flat().filter(Boolean));
}
"""


def test_a_report_of_an_earlier_version_is_drawn_too(workspace: Workspace, page: Page) -> None:
    expect(page.locator("#bp-c .cases")).to_be_visible()
    page.evaluate(EARLIER)
    panel = page.locator("#bp-c")
    expect(panel.locator("canvas")).to_have_count(3)
    expect(panel).to_contain_text("Shown: all rows and columns of 3 by 2 by 2; of the slices 1 of 3 in dim 0.")
    expect(panel.locator(".readout")).to_contain_text("[1, 1, 1]")
    expect(panel.locator(".readout")).to_contain_text("1,048,576 ULP")
    expect(panel.locator(".band")).to_contain_text("yours 0.50")
    expect(panel.locator(".fields thead th")).to_have_text(["Which", "Shape", "Type", "Stride"])


CRAFTED = "torch.full((2,) * 8 + (300, 10), torch.nan)"


def test_a_crafted_tensor_does_not_make_the_page_large(workspace: Workspace, page: Page) -> None:
    workspace.write(f"import torch\n\n\ndef softmax(x, dim):\n    return {CRAFTED}\n")
    workspace.submit()
    workspace.verdict("Wrong answer")
    expect(workspace.result.locator(".maps").first).to_be_visible()
    assert page.locator("*").count() < 4000


def test_what_both_are_stands_in_a_row_with_the_difference_marked(workspace: Workspace) -> None:
    workspace.write("def softmax(x, dim):\n    return (2 * x).detach()\n")
    workspace.submit()
    workspace.verdict("Wrong answer")
    fields = workspace.result.locator(".fields").first
    expect(fields.locator("thead th")).to_have_text(["Which", "Shape", "Type", "Stride", "Device", "requires_grad"])
    expect(fields.locator(".differs")).to_have_text("Falsediffers: the graph is cut")


def test_a_stride_is_marked_only_where_it_says_something(workspace: Workspace, page: Page) -> None:
    code = "import torch\nx = torch.zeros(1, 2, 2)\n"
    code += "check(torch.ones(4).as_strided((1, 2, 2), (9, 2, 1)), x)\ncheck(x.mT + 1, x)\n"
    drawn = scratch(page, workspace, code, drawings=2)
    expect(drawn.nth(0).locator(".fields")).to_contain_text("(9, 2, 1)")
    expect(drawn.nth(0).locator(".fields .differs")).to_have_count(0)
    expect(drawn.nth(1).locator(".fields .differs")).to_contain_text("differs, not judged")


@pytest.fixture(params=["light", "dark"])
def theme(page: Page, request: pytest.FixtureRequest) -> Iterator[str]:
    page.emulate_media(color_scheme=request.param, reduced_motion="reduce")
    yield request.param


def test_no_picture_breaks_a_rule_of_axe_and_none_is_too_wide_for_a_phone(
    theme: str, workspace: Workspace, page: Page
) -> None:
    drawn = scratch(page, workspace)
    _accessible(page)
    page.set_viewport_size({"width": 375, "height": 740})
    page.locator(".paneswitch").get_by_role("button", name="Code").click()
    expect(drawn.nth(LARGE).locator("canvas").first).to_be_visible()
    _no_sideways_scroll(page)
    _accessible(page)
