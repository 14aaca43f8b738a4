"""No text is lost: not by a reload, a second tab, the back button, or a server that is away."""

import re

from playwright.sync_api import Page, Route, expect

from .conftest import Watch, Workspace, starter, submission


def test_a_draft_is_saved_and_there_after_a_reload(workspace: Workspace, page: Page) -> None:
    workspace.write("# half an idea\n")
    expect(page.locator("#saved")).to_have_text(re.compile(r"Draft saved \d\d:\d\d"))
    page.reload()
    expect(workspace.code).to_contain_text("# half an idea")
    workspace.saved()


def test_a_reload_before_the_server_has_it_loses_nothing(workspace: Workspace, page: Page) -> None:
    workspace.write("# typed and reloaded at once\n")
    page.reload()
    expect(workspace.code).to_contain_text("# typed and reloaded at once")
    workspace.saved()


def test_a_server_that_is_away_is_said_and_made_up_for(workspace: Workspace, page: Page, watch: Watch) -> None:
    watch.expect("Failed to load resource")

    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/draft", refuse)
    workspace.write("# while the server is away\n")
    expect(page.locator("#saved")).to_contain_text("Kept in this browser")
    page.unroute("**/draft", refuse)
    page.reload()
    expect(workspace.code).to_contain_text("# while the server is away")
    workspace.saved()


def test_the_starter_comes_back_and_can_be_undone(workspace: Workspace, page: Page) -> None:
    workspace.write("# mine\n")
    workspace.saved()
    page.get_by_role("button", name="Back to starter").click()
    expect(workspace.code).to_contain_text("NotImplementedError")
    page.get_by_role("button", name="Undo").click()
    expect(workspace.code).to_have_text("# mine")
    page.get_by_role("button", name="Back to starter").click()
    workspace.code.focus()
    page.keyboard.press("Control+z")
    expect(workspace.code).to_have_text("# mine")


def test_what_one_tab_writes_reaches_an_idle_other(workspace: Workspace, page: Page) -> None:
    other = Workspace(page.context.new_page()).open()
    workspace.write("# from the first tab\n")
    expect(other.code).to_contain_text("# from the first tab")
    expect(other.page.locator(".toast")).to_contain_text("another tab")
    other.page.get_by_role("button", name="Undo").click()
    expect(other.code).to_contain_text("NotImplementedError")


def test_two_tabs_that_both_write_are_asked(workspace: Workspace, page: Page, watch: Watch) -> None:
    other = Workspace(page.context.new_page()).open()
    # the second tab neither hears the first nor saves: as if it were another machine, typing at the same time
    other.page.route("**/draft", lambda route: route.abort())
    watch.expect("ERR_FAILED")
    other.write("# second\n")
    expect(other.page.locator("#saved")).to_contain_text("Kept in this browser")
    workspace.write("# first\n")
    workspace.saved()
    other.page.unroute("**/draft")
    toast = other.page.locator(".toast", has_text="edited in another tab too")
    expect(toast).to_be_visible()
    expect(other.code).to_have_text("# second")
    toast.get_by_role("button", name="Take theirs").click()
    expect(other.code).to_have_text("# first")
    other.page.get_by_role("button", name="Undo").click()
    expect(other.code).to_have_text("# second")


def test_a_draft_written_on_another_machine_is_not_overwritten(workspace: Workspace, page: Page, watch: Watch) -> None:
    watch.expect("status of 409")
    workspace.write("# here\n")
    workspace.saved()
    elsewhere = page.request.put("/api/problems/stable-softmax/draft", data={"code": "# elsewhere\n", "scratch": ""})
    assert elsewhere.ok
    workspace.code.focus()
    page.keyboard.type("# and on")
    toast = page.locator(".toast", has_text="edited in another tab too")
    expect(toast).to_be_visible()
    expect(page.locator("#saved")).to_contain_text("Not saved")
    toast.get_by_role("button", name="Keep mine").click()
    workspace.saved()
    kept = page.request.get("/api/problems/stable-softmax/draft").json()
    assert kept["code"].startswith("# here")


def test_the_back_button_finds_text_and_result_again(workspace: Workspace, page: Page) -> None:
    workspace.write(submission("wrong_answer/global_maximum.py"))
    workspace.submit()
    workspace.verdict("Wrong answer")
    page.goto("/problems")
    page.go_back()
    expect(workspace.code).to_contain_text("x.max()")
    workspace.verdict("Wrong answer")
    page.reload()
    workspace.verdict("Wrong answer")


def test_a_learner_starts_with_the_starter(workspace: Workspace) -> None:
    assert workspace.text().strip() == starter().strip()
