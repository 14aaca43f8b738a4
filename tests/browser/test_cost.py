"""What a call cost: bars beside the reference, the limit drawn, and the numbers in words."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Workspace, submission
from tests.browser.test_pages import _accessible, _no_sideways_scroll

AT_ONCE = submission("wrong_answer/all_differences_at_once.py", "pairwise-distances")
LEAN = submission("accepted/a_point_at_a_time.py", "pairwise-distances")
AGAIN = submission("wrong_answer/values_projected_again.py", "kv-cache")


def _submitted(page: Page, slug: str, text: str, word: str) -> Locator:
    workspace = Workspace(page, slug).open()
    workspace.write(text)
    workspace.submit()
    workspace.verdict(word)
    return workspace.result.get_by_role("region", name="Cost")


def _share(bar: Locator, name: str) -> float:
    return float(bar.evaluate(f"(node) => parseFloat(node.style.getPropertyValue('--{name}'))"))


def _row(cost: Locator, title: str) -> Locator:
    return cost.get_by_role("table", name="Cost").get_by_role("row", name=re.compile(f"^{title}"))


def test_what_is_over_the_limit_is_drawn_and_said(page: Page) -> None:
    cost = _submitted(page, "pairwise-distances", AT_ONCE, "Wrong answer")
    memory = _row(cost, "Peak memory")
    expect(memory.get_by_role("cell")).to_have_text(["2.0 MiB, over the limit", "96.0 KiB", "at most 576.0 KiB"])
    bar = memory.locator(".meter.out")
    limit = _share(bar.locator("i"), "limit")
    assert _share(bar, "ref") < limit < _share(bar, "you") <= 100
    assert limit / _share(bar, "you") == pytest.approx(589824 / 2097152, rel=1e-3)
    expect(_row(cost, "Operators").get_by_role("cell").last).to_have_text("–")
    expect(cost).to_contain_text("The bar is yours, the tick the reference, the longer line the limit.")


def test_the_time_of_a_call_stands_beside_the_reference(page: Page) -> None:
    text = submission("accepted/shift_by_max.py")
    cost = _submitted(page, "stable-softmax", text, "Accepted")
    cells = _row(cost, "Time of a call").get_by_role("cell")
    expect(cells).to_have_text([re.compile(r"^\d+ (µs|ms)$"), re.compile(r"^\d+ (µs|ms)$")])
    expect(cost).to_contain_text("the time is the quickest of a few calls, and decides nothing")


def test_what_keeps_to_the_limit_is_not_marked(page: Page) -> None:
    cost = _submitted(page, "pairwise-distances", LEAN, "Accepted")
    expect(_row(cost, "Peak memory").get_by_role("cell").first).to_have_text("48.0 KiB")
    expect(cost.locator(".meter.out")).to_have_count(0)
    expect(cost.locator("h4")).to_have_count(0)
    _accessible(page)
    summary = cost.get_by_text("Each operator, and how often it ran")
    summary.focus()
    page.keyboard.press("Enter")
    expect(cost.get_by_role("table", name="Operators by name")).to_be_visible()
    _accessible(page)


def test_no_limit_is_drawn_where_there_is_none(page: Page) -> None:
    cost = _submitted(page, "stable-softmax", submission("accepted/shift_by_max.py"), "Accepted")
    expect(cost.get_by_role("table", name="Cost").get_by_role("columnheader")).to_have_text(
        ["What", "Yours", "Reference"]
    )
    expect(cost.locator(".meter i")).to_have_count(0)
    expect(cost).to_contain_text("The bar is yours, the tick the reference.")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_growth_is_on_one_scale_and_breaks_no_rule_of_axe(page: Page, theme: str) -> None:
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
    cost = _submitted(page, "kv-cache", AGAIN, "Wrong answer")
    expect(cost.locator("h4")).to_have_text("FLOPs from case to case")
    expect(cost).to_contain_text(
        re.compile(r"From the smallest case to the largest the reference grows [\d.,]+ times, yours [\d.,]+ times\.")
    )
    bars = cost.get_by_role("table", name="FLOPs in each case").locator(".meter")
    shares = [_share(bars.nth(i), "ref") for i in range(bars.count())]
    assert len(shares) > 1
    assert shares == sorted(shares)
    _accessible(page)
    page.set_viewport_size({"width": 375, "height": 740})
    _no_sideways_scroll(page)
    _accessible(page)


def test_sizes_that_have_a_name_stand_beside_their_case(workspace: Workspace, page: Page) -> None:
    """Two cases whose gate speaks of n: what fits is not marked, and the larger one comes last."""
    fields = {"gate": "lean", "counts": "memory", "whole": True, "during": "forward", "least": None}
    cases = [
        {
            "name": name,
            "checks": [{"fields": fields | {"used": used, "reference": n, "most": 2 * n, "sizes": {"n": n}}}],
        }
        for name, used, n in (("long", 300, 100), ("short", 10, 10))
    ]
    cost = {
        "case": "long",
        "during": "forward",
        "ops": 0,
        "peak_bytes": 300,
        "reference": {"ops": 0, "peak_bytes": 100},
    }
    page.evaluate(
        """async ([report]) => {
          const { costSection } = await import(document.querySelector('link[href*="cost"]').href);
          document.getElementById("p-st").append(costSection(report));
        }""",
        [{"cost": cost, "cases": cases}],
    )
    rows = page.get_by_role("table", name="Peak memory in each case").get_by_role("row")
    expect(rows.get_by_role("rowheader")).to_have_text(["short n 10", "long n 100"])
    expect(rows.nth(1).get_by_role("cell")).to_have_text(["10 B", "10 B", "at most 20 B"])
    expect(rows.nth(2).get_by_role("cell")).to_have_text(["300 B, over the limit", "100 B", "at most 200 B"])
    expect(page.locator("#p-st")).to_contain_text("the reference grows 10 times, yours 30 times.")
