"""Every page of the bank, looked at in both themes and on a phone: nothing overflows, no formula is left as source,
no section is missing, no text is too faint, nothing is logged."""

from playwright.sync_api import Page, ViewportSize, expect

from .conftest import ROOT, Workspace

SLUGS = sorted(path.parent.name for path in (ROOT / "problems").glob("*/problem.toml"))
DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=780)
LOOK = (ROOT / "tests" / "browser" / "look.js").read_text()


class Sweep:
    """One page after the other, in one tab."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []

    def look(self, where: str, *, text: bool = True) -> None:
        self.faults += self.page.evaluate(LOOK, {"where": where, "text": text})

    def tab(self, name: str) -> None:
        self.page.evaluate("(id) => document.getElementById(id).click()", name)

    def visit(self, slug: str) -> None:
        """Each panel opened as a learner would; then all of them at once in every shape, which costs a third."""
        page = self.page
        page.goto(f"/problems/{slug}", wait_until="commit")
        Workspace(page, slug).ready()
        self.complete(slug)
        self.tab("t-hi")
        self.tab("t-ed")
        expect(page.locator("#hints > li").first).to_be_attached()
        expect(page.locator("#editorial > .prose, #editorial > p").first).to_be_visible()
        page.evaluate("['p-st', 'p-hi', 'p-ed'].forEach((id) => { document.getElementById(id).hidden = false; })")
        self.look(f"{slug}, by day")
        page.emulate_media(color_scheme="dark")
        self.look(f"{slug}, by night")
        page.set_viewport_size(PHONE)
        self.look(f"{slug}, on a phone", text=False)
        self.pane_of_phone("code")
        self.look(f"{slug}, code on a phone", text=False)
        page.set_viewport_size(DESK)
        page.emulate_media(color_scheme="light")

    def pane_of_phone(self, pane: str) -> None:
        self.page.evaluate("(pane) => document.querySelector(`[data-pane-switch] [value=${pane}]`).click()", pane)

    def complete(self, slug: str) -> None:
        """Whether all that a problem consists of is there."""
        page = self.page
        expect(page.locator("#bp-c .cases tbody tr").first).to_be_visible()
        there = page.evaluate(
            """() => ({
              title: document.querySelector("#p-st .title")?.textContent.trim(),
              facts: document.querySelectorAll("#p-st .facts > li").length,
              words: document.querySelector("#p-st .prose")?.textContent.trim().length ?? 0,
              example: /example|>>>/i.test(document.querySelector("#p-st .prose")?.textContent ?? ""),
              code: document.querySelector("#e-sol .cm-content")?.textContent.trim().length ?? 0,
              hints: Number(document.querySelector("#t-hi .count")?.textContent ?? 0),
              editorial: !!document.getElementById("t-ed"),
              inputs: document.querySelectorAll("#bp-c .io pre").length,
            })"""
        )
        self.faults += [f"{slug}: no {name}" for name, value in there.items() if not value]


def test_no_page_of_a_problem_is_broken(page: Page) -> None:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(DESK)
    page.goto("/problems")
    for slug in SLUGS:  # opens the editorial
        assert page.request.post(f"/api/problems/{slug}/give-up").ok
    page.evaluate(
        "(slugs) => slugs.forEach((slug) => localStorage.setItem(`torchyard:hints:${slug}`, '99'))",
        SLUGS,
    )
    sweep = Sweep(page)
    for slug in SLUGS:
        sweep.visit(slug)
    assert sweep.faults == [], "\n".join(sweep.faults)
