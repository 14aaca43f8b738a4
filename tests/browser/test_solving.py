"""The way of a learner: wrong, told why, right, and the solution beside it."""

import re

from playwright.sync_api import Page, expect

from .conftest import Watch, Workspace, submission

LOCKED = re.compile("Editorial.*locked")


def test_a_right_answer_is_accepted_and_opens_the_reference(workspace: Workspace, page: Page) -> None:
    expect(page.get_by_role("tab", name=LOCKED)).to_be_visible()
    workspace.write(submission("accepted/through_logarithms.py"))
    workspace.submit()
    workspace.verdict("Accepted")
    expect(page).to_have_title(re.compile("^Accepted: Stable softmax"))
    expect(page.locator("#verdict-live")).to_contain_text("Accepted")
    expect(workspace.result.locator(".strip i.f, .strip i.n")).to_have_count(0)

    workspace.result.get_by_role("link", name="Compare with the reference").click()
    expect(page.locator(".cm-mergeView .cm-editor")).to_have_count(2)
    expect(page.get_by_role("textbox", name="Reference")).to_contain_text("amax")
    expect(page.get_by_role("textbox", name="Yours")).to_contain_text("log")
    page.go_back()
    expect(page.locator("#compare")).to_be_hidden()

    page.get_by_role("tab", name="Editorial").click()
    expect(page.locator("#editorial")).to_contain_text("The idea")
    expect(page.locator("#editorial .katex").first).to_be_attached()


def test_a_wrong_answer_says_what_was_misunderstood_and_shows_where(workspace: Workspace, page: Page) -> None:
    workspace.write(submission("wrong_answer/global_maximum.py"))
    workspace.submit()
    workspace.verdict("Wrong answer")
    expect(workspace.result.locator(".headline")).not_to_be_empty()
    maps = workspace.result.locator(".maps").first
    expect(maps.locator("figcaption")).to_contain_text(
        [re.compile("^Expected"), re.compile("^Yours"), re.compile("^Difference")]
    )
    expect(maps.get_by_role("img").nth(2)).to_have_attribute(
        "aria-label", re.compile(r"\d+ of \d+ values outside the band")
    )
    expect(workspace.result.locator("table.numbers tr.first").first).to_be_visible()
    expect(workspace.result.locator(".band").first).to_be_visible()

    # the same cells by keyboard
    readout = workspace.result.locator(".readout").first
    maps.focus()
    page.keyboard.press("PageUp")
    page.keyboard.press("Home")
    expect(readout).to_contain_text("expected")
    before = readout.inner_text()
    page.keyboard.press("ArrowRight")
    expect(readout).not_to_have_text(before)

    # any case can be chosen below the editor
    page.locator("#bp-c").get_by_role("button").first.click()
    expect(page.locator("#bp-c tr.sel")).to_have_count(1)


def test_a_function_of_another_name_is_said_once(workspace: Workspace) -> None:
    workspace.write("def soft_max(x, dim):\n    return x\n")
    workspace.submit()
    workspace.verdict("Runtime error")
    expect(workspace.result.locator(".headline")).to_contain_text("defines no function or class softmax")
    expect(workspace.result.get_by_text("defines no function")).to_have_count(1)


def test_a_diagnosis_leads_to_its_hint_and_to_its_passage_in_the_editorial(workspace: Workspace, page: Page) -> None:
    workspace.write(submission("wrong_answer/global_maximum.py"))
    workspace.submit()
    workspace.verdict("Wrong answer")
    to_hint = workspace.result.get_by_role("link", name="Hint 2")
    to_hint.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name=re.compile("^Hints"))).to_be_focused()
    expect(page.locator("#hints > li")).to_have_count(2)
    page.get_by_role("tab", name="Result").click()

    workspace.result.get_by_role("link", name="“The traps” in the editorial").click()
    expect(page.locator("#locked")).to_be_visible()
    page.get_by_role("button", name="Give up and read").click()
    page.get_by_role("dialog").get_by_role("button", name="Give up and read").click()
    expect(page.locator("#editorial")).to_contain_text("The traps")
    page.get_by_role("tab", name="Result").click()
    workspace.result.get_by_role("link", name="“The traps” in the editorial").click()
    expect(page.locator("#editorial .spoken-of")).to_contain_text("whole tensor")


def test_a_mistake_nobody_foresaw_is_told_from_its_numbers(workspace: Workspace) -> None:
    body = "    e = (x - x.amax(dim, True)).exp()\n    return e / e.sum(dim, True) / 2\n"
    workspace.write(f"def softmax(x, dim):\n{body}")
    workspace.submit()
    workspace.verdict("Wrong answer")
    relation = workspace.result.locator(".relation").first
    expect(relation).to_have_text("Your output is half of what it should be, in every case that fails.")
    expect(workspace.result.locator(".how")).to_contain_text("the numbers say so")


def test_a_small_counterexample_goes_to_the_scratch_pane(workspace: Workspace, page: Page) -> None:
    workspace.write(submission("wrong_answer/always_last_dim.py"))
    workspace.submit()
    workspace.verdict("Wrong answer")
    small = workspace.result.get_by_role("region", name="Counterexample")
    code = small.get_by_role("group", name="Counterexample as Python")
    expect(code).to_contain_text("from solution import softmax")
    small.get_by_role("button", name="Try it in scratch.py").click()
    scratch = page.get_by_role("textbox", name="scratch.py")
    expect(scratch).to_be_focused()
    expect(scratch).to_contain_text("from solution import softmax")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#bp-o")).to_contain_text("expected tensor(")


def test_a_wrong_answer_can_be_mended(workspace: Workspace) -> None:
    workspace.write(submission("wrong_answer/no_shift.py"))
    workspace.submit()
    workspace.verdict("Wrong answer")
    workspace.write(submission("accepted/shift_by_max.py"))
    workspace.submit()
    workspace.verdict("Accepted")


def test_nan_is_drawn_apart_and_named(workspace: Workspace) -> None:
    workspace.write("import torch\n\n\ndef softmax(x, dim):\n    return x * float('nan')\n")
    workspace.submit()
    workspace.verdict("Wrong answer")
    yours = workspace.result.locator(".maps").first.get_by_role("img").nth(1)
    expect(yours).to_have_attribute("aria-label", re.compile(r"\d+ NaN"))
    expect(workspace.result.locator(".legends").first).to_contain_text("NaN")


def test_a_syntax_error_is_marked_on_its_line_until_it_is_edited(workspace: Workspace, page: Page) -> None:
    workspace.write("import torch\n\n\ndef softmax(x, dim):\n    return torch.exp(x\n")
    workspace.submit()
    workspace.verdict("Runtime error")
    hit = workspace.code.locator(".cm-hit")
    expect(hit).to_have_text("    return torch.exp(x")
    expect(workspace.code.locator(".cm-lens")).to_contain_text("SyntaxError")

    workspace.result.get_by_role("link", name="line 5").first.click()
    expect(workspace.code).to_be_focused()
    expect(page.locator("#position")).to_have_text("Ln 5, Col 5")
    page.keyboard.type("#")
    expect(hit).to_have_count(0)
    expect(workspace.code.locator(".cm-lens")).to_have_count(0)


def test_an_error_while_running_points_at_the_learners_own_line(workspace: Workspace) -> None:
    workspace.write("import torch\n\n\ndef softmax(x, dim):\n    y = x.exp()\n    return y.nothing\n")
    workspace.submit()
    workspace.verdict("Runtime error")
    expect(workspace.code.locator(".cm-hit")).to_have_text("    return y.nothing")
    expect(workspace.result).to_contain_text("AttributeError")


def test_a_forbidden_name_is_shown_with_its_line(workspace: Workspace) -> None:
    workspace.write("import torch\n\n\ndef softmax(x, dim):\n    return torch.softmax(x, dim)\n")
    workspace.submit()
    workspace.verdict("Forbidden")
    expect(workspace.result.locator(".forbidden")).to_contain_text("torch.softmax")
    expect(workspace.code.locator(".cm-hit")).to_have_text("    return torch.softmax(x, dim)")


def test_a_run_judges_the_public_cases_and_the_scratch_file(workspace: Workspace, page: Page) -> None:
    workspace.write(submission("accepted/shift_by_max.py"))
    page.get_by_role("tab", name="scratch.py").click()
    page.get_by_role("textbox", name="scratch.py").focus()
    page.keyboard.insert_text("print('sum', softmax(torch.ones(4), 0).sum().item())")
    page.keyboard.press("Control+Enter")
    workspace.verdict("Public cases pass")
    expect(page.locator("#bp-o")).to_contain_text("sum 1.0")
    expect(page.get_by_role("tab", name=LOCKED)).to_be_visible()


def test_an_endless_loop_can_be_cancelled(workspace: Workspace, page: Page) -> None:
    workspace.write("def softmax(x, dim):\n    while True:\n        pass\n")
    workspace.submit()
    cancel = page.locator(".runs").get_by_role("button", name="Cancel")
    expect(cancel).to_be_visible()
    cancel.click()
    workspace.verdict("Cancelled")
    expect(page.locator(".runs").get_by_role("button", name="Submit")).to_be_enabled()


def test_hints_open_one_by_one(workspace: Workspace, page: Page) -> None:
    page.get_by_role("tab", name="Hints").click()
    expect(page.locator("#hints > li")).to_have_count(0)
    page.get_by_role("button", name="Open the first hint").click()
    expect(page.locator("#hints > li")).to_have_count(1)
    page.get_by_role("button", name="Open the next hint").click()
    expect(page.locator("#hints > li")).to_have_count(2)
    page.reload()
    page.get_by_role("tab", name="Hints").click()
    expect(page.locator("#hints > li")).to_have_count(2)


def test_giving_up_asks_first_and_then_opens_the_editorial(workspace: Workspace, page: Page) -> None:
    page.get_by_role("tab", name=LOCKED).click()
    page.get_by_role("button", name="Give up and read").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Keep trying").click()
    expect(page.locator("#editorial")).to_be_hidden()
    page.get_by_role("button", name="Give up and read").click()
    dialog.get_by_role("button", name="Give up and read").click()
    expect(page.locator("#editorial")).to_contain_text("The idea")


def test_a_permalink_shows_the_attempt_and_gives_its_code_back(workspace: Workspace, page: Page) -> None:
    workspace.write(submission("wrong_answer/global_maximum.py"))
    workspace.submit()
    workspace.verdict("Wrong answer")
    workspace.write("# something else\n")
    workspace.saved()
    page.goto("/attempts")
    page.get_by_role("link", name=re.compile("attempt 1")).click()
    workspace.verdict("Wrong answer")
    expect(page.get_by_role("textbox", name="solution.py")).to_have_attribute("aria-readonly", "true")
    page.locator(".runs").get_by_role("button", name="Restore to the editor").click()
    expect(workspace.code).to_contain_text("x.max()")
    page.get_by_role("button", name="Undo").click()
    expect(workspace.code).to_have_text("# something else")


def test_a_verdict_comes_where_events_do_not_come_through(workspace: Workspace, page: Page, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page.route("**/events", lambda route: route.abort())
    workspace.write(submission("accepted/shift_by_max.py"))
    workspace.submit()
    workspace.verdict("Accepted")


def test_a_full_queue_is_said_and_tried_again(workspace: Workspace, page: Page, watch: Watch) -> None:
    watch.expect("status of 429")
    full = {"error": {"code": "queue_full", "message": "64 attempts are waiting already."}}
    page.route(
        "**/api/problems/*/attempts",
        lambda route: route.fulfill(status=429, headers={"Retry-After": "1"}, json=full),
        times=1,
    )
    workspace.write(submission("accepted/shift_by_max.py"))
    workspace.submit()
    workspace.verdict("Queue full")
    expect(workspace.result).to_contain_text("Your code is kept")
    workspace.verdict("Accepted")


def test_a_server_that_does_not_answer_is_said(workspace: Workspace, page: Page, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page.route("**/api/problems/*/attempts", lambda route: route.abort(), times=1)
    workspace.write(submission("accepted/shift_by_max.py"))
    workspace.submit()
    workspace.verdict("No answer")
    workspace.result.get_by_role("button", name="Try again").click()
    workspace.verdict("Accepted")


def test_too_much_source_is_said_before_it_is_sent(workspace: Workspace, watch: Watch) -> None:
    watch.expect("status of 413")  # the draft: it stays in the browser
    workspace.write("# " + "x" * 70_000 + "\n")
    workspace.submit()
    workspace.verdict("Not sent")
    expect(workspace.result).to_contain_text("KiB")
