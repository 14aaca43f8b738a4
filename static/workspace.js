// The page of a problem: wires editor, drafts, judging, result and bench together.
import { api } from "./api.js";
import { Bench } from "./bench.js";
import { $, el, hidden, icon, isTyping, sentence, session, store } from "./dom.js";
import { Draft } from "./drafts.js";
import { Editor } from "./editor.js";
import { clock } from "./format.js";
import { Judging } from "./judging.js";
import { opening } from "./opening.js";
import { paneSwitch, resizable, showPane } from "./panes.js";
import { renderResult, strip } from "./result.js";
import { hintsOf, shapesSwitch } from "./shapes.js";
import { stabilityPlan } from "./stability.js";
import { pick } from "./tabs.js";
import { toast } from "./toast.js";
import { plural, verdictWords } from "./words.js";

const state = JSON.parse($("state").textContent);
const { slug, title, permalink } = state;
const PATIENCE = 300; // milliseconds before anything moves

// ---------------------------------------------------------------- editors and drafts
const fromPage = { code: state.code, scratch: state.scratch ?? "", updated: state.draft_updated ?? null };
const opened = permalink ? { draft: fromPage, unsent: false } : Draft.open(slug, fromPage);

const editing = {
  onRun: () => start("run"), onSubmit: () => start("submit"),
  onChange: () => { draft?.changed(); flame(true); },
  onMove: ({ line, column }) => { $("position").textContent = `Ln ${line}, Col ${column}`; },
};
const solution = new Editor($("e-sol"), { ...editing, doc: opened.draft.code, label: "solution.py", readOnly: permalink });
const scratch = new Editor($("e-scr"), { ...editing, doc: opened.draft.scratch ?? "", label: "scratch.py", readOnly: permalink,
  placeholder: "# Runs after solution.py when you press Run, and is never judged.\n# show(x) draws a tensor, check(a, b) compares two." });
const editors = { code: solution, scratch };
const activeEditor = () => ($("e-scr").hidden ? solution : scratch);
const read = () => ({ code: solution.text, scratch: scratch.text });

function saySaved({ state: how, text, when, iso }) {
  const mark = { saved: "cloud", busy: null, warn: "bolt" }[how];
  $("saved").replaceChildren(...[mark ? icon(mark, how === "warn" ? "warn" : "") : icon("save", "faint"),
    el("span", { class: how === "warn" ? "warn" : null }, text, when ? [" ", el("time", { datetime: iso }, when)] : "")]);
  if (how === "warn") announce(text);
}

function takeOver({ code, scratch: other }) {
  solution.replace(code);
  scratch.replace(other ?? "");
}

// The other tab saves every second while it is typed in; that is said once, and undone as a whole.
let beforeTheirs = null, theirsSaid = false;
function sayTheirs() {
  if (theirsSaid || !beforeTheirs) return;
  theirsSaid = true;
  const mine = beforeTheirs;
  toast("A newer draft came from another tab.", { mark: "copy", actions: [["Undo", () => takeOver(mine)]], onclose() { theirsSaid = false; beforeTheirs = null; } });
}

let draft = null;
if (!permalink) {
  draft = new Draft({
    slug, read, say: saySaved, starter: state.starter, draft: opened.unsent ? fromPage : opened.draft,
    onTheirs(theirs, diverged) {
      if (!diverged) {
        beforeTheirs ??= read();
        takeOver(theirs);
        if (document.visibilityState === "visible") sayTheirs();
        else document.addEventListener("visibilitychange", sayTheirs, { once: true });
        return;
      }
      toast("This problem was edited in another tab too. Nothing is overwritten until you choose.", {
        mark: "copy", sticky: true,
        actions: [["Keep mine", () => draft.settle(true)], ["Take theirs", () => { const mine = read(); takeOver(theirs); draft.settle(false); toast("Their draft is in the editor.", { actions: [["Undo", () => takeOver(mine)]] }); }]],
      });
    },
  });
  draft.started(opened.unsent);
  if (opened.lost) toast("This browser kept a draft that never reached the server.", { mark: "copy", sticky: true,
    actions: [["Restore it", () => { const mine = read(); takeOver(opened.lost); toast("Restored.", { actions: [["Undo", () => takeOver(mine)]] }); }]] });
  addEventListener("pageshow", (e) => { if (e.persisted) draft.refresh(); });
  $("reset").addEventListener("click", () => {
    const mine = solution.text;
    if (mine === state.starter) { toast("This is the starter already."); return; }
    solution.replace(state.starter);
    toast("Starter restored.", { actions: [["Undo", () => { solution.replace(mine); solution.focus(); }]] });
  });
  const undo = session.get(`undo:${slug}`);
  if (undo) {
    session.drop(`undo:${slug}`);
    toast(`Attempt ${undo.number} is in the editor.`, { actions: [["Undo", () => takeOver(undo)]] });
  }
}

const unlock = opening(state, () => solution.text);

shapesSwitch($("shapes"), $("e-sol"));

// Layout: panes, and which file is in front
resizable();
paneSwitch();
document.addEventListener("tabpick", (e) => {
  if (e.target.id === "f-sol" || e.target.id === "f-scr") editing.onMove(activeEditor().position);
});
editing.onMove(solution.position);

// ---------------------------------------------------------------- result and bench
let result = null, shown = null;
const bench = new Bench({
  onScratch(line) { pick($("f-scr")); showPane("code"); scratch.goTo(line); },
  onCase(i) {
    result?.show(i);
    pick($("t-res"));
    if (matchMedia("(max-width: 820px)").matches) showPane("read");
  },
});

function announce(text) { $("verdict-live").textContent = text; }

function goToLine(line) {
  pick($("f-sol"));
  showPane("code");
  solution.goTo(line);
}

function toScratch() {
  pick($("f-scr"));
  showPane("code");
  scratch.focus();
}

/** Puts code into the scratch pane, which runs after the solution; what stood there can be had back. */
function tryOut(code) {
  const mine = scratch.text;
  if (mine.trim() !== code.trim()) {
    scratch.replace(code);
    if (mine.trim()) toast("It is in scratch.py now.", { actions: [["Undo", () => { scratch.replace(mine); scratch.focus(); }]] });
  }
  toScratch();
}

/** One flame a page: after an accepted submission it moves from Submit to the next problem, until something is typed. */
function flame(onSubmit) {
  for (const b of document.querySelectorAll("[data-do=submit]")) b.classList.toggle("lit", onSubmit);
  document.querySelector("[data-next]")?.classList.toggle("lit", !onSubmit);
}

function afterAccepted() {
  const next = $("following");
  return [el("p", { class: "acts after-acts" },
    next ? el("a", { class: "btn lit", "data-next": "", href: next.href }, `Next: ${next.dataset.title}`, icon("arrow")) : null,
    el("a", { class: "btn", href: "#compare" }, "Compare with the reference"),
    el("button", { type: "button", class: "btn bare", onclick: () => { pick($("t-ed")); } }, "Read the editorial"))];
}

function marksOf(report) {
  const marks = (report?.forbidden ?? []).filter((f) => f.line).map((f) => ({ line: f.line, message: `${f.name} is forbidden here. ${f.reason ?? ""}`.trim() }));
  const { error } = report ?? {};
  const also = error?.operands ? `${/[.?!]$/.test(error.message) ? "" : "."} ${error.operands.replaceAll("`", "")}` : "";
  if (error?.line) marks.push({ line: error.line, message: `${error.type}: ${error.message}${also}` });
  return marks;
}

function showAttempt(attempt, { code, fresh }) {
  shown = attempt;
  const { report, mode, verdict } = attempt, [tone, mark, word] = verdictWords(verdict, mode);
  if (attempt.cancelled) {
    notice({ tone: "quiet", mark: "stop", word: "Cancelled", heading: "Cancelled before it was judged", text: "Your code is as it was." });
    bench.setRun([], 0, mode);
  } else {
    const accepted = verdict === "accepted" && mode === "submit";
    if (accepted) unlock("solved");
    result = renderResult($("p-res"), attempt, {
      on: { line: goToLine, case: (i) => bench.select(i), scratch: toScratch, tryOut: permalink ? null : tryOut },
      after: accepted ? afterAccepted() : [], fresh,
    });
    bench.setRun(report?.cases ?? [], (report?.cases ?? []).length, mode);
    if (result.current >= 0) bench.select(result.current);
    bench.setOutput(report, mode);
    flame(!accepted);
    if (solution.text === code) {
      solution.mark(marksOf(report));
      solution.hint(hintsOf(report?.shapes, code));
    }
    if (report?.scratch?.error?.line) scratch.mark([{ line: report.scratch.error.line, message: `${report.scratch.error.type}: ${report.scratch.error.message}` }]);
  }
  showResultTab(tone, mark, word);
  if (!fresh) return;
  const said = report?.diagnosis?.text ?? report?.sentence ?? "";
  announce(`${word}. ${said.replaceAll("`", "")}`);
  document.title = `${word}: ${title} · Torchyard`;
  if (mode === "run" && (report?.scratch || $("f-scr").getAttribute("aria-selected") === "true")) pick($("b-o"));
  else pick($("b-c"));
  addRow(attempt);
}

function showResultTab(tone, mark, word) {
  $("t-res").hidden = false;
  $("t-res-state").className = `state ${tone}`;
  $("t-res-state").replaceChildren(icon(mark), hidden(word));
  pick($("t-res"));
  showPane("read");
}

/** What stands in the left pane while there is no result: waiting, or why nothing could be sent. */
function notice({ tone, mark, word, heading, text, body = null, actions = [] }) {
  result = null;
  $("p-res").replaceChildren(el("div", { class: "notice-in" }, word ? el("p", { class: "verdict" }, el("span", { class: `v ${tone}` }, icon(mark), word)) : null,
    el("h2", { class: "headline" }, heading), body, text ? el("p", { class: "why" }, text) : null,
    actions.length ? el("p", { class: "acts" }, actions.map(([label, act]) => el("button", { type: "button", class: "btn", onclick: act }, label))) : null));
}

// ---------------------------------------------------------------- run, submit, cancel
let waiting = null; // {since, mode, timer, cases, total, queued}
let retry = 0;

function buttons(busy) {
  for (const b of document.querySelectorAll("[data-do=run], [data-do=submit]")) b.disabled = busy;
  if (!busy) for (const b of document.querySelectorAll("[data-do=cancel]")) b.hidden = true;
}

function drawWaiting() {
  if (!waiting) return;
  for (const b of document.querySelectorAll("[data-do=cancel]")) b.hidden = false;
  const { cases, total, queued } = waiting, done = cases.filter(Boolean).length;
  const cancel = [["Cancel", () => judging.cancel()]];
  if (queued && !done) {
    const before = queued.position ?? 0;
    notice({ heading: queued.judge === "down" ? "Waiting for the judge" : before ? `${plural(before, "attempt")} before yours` : "You are next",
      text: queued.sentence && queued.judge === "down" ? queued.sentence : "Your attempt is saved; you may leave this page.", actions: cancel });
  } else notice({ heading: total ? `Judging, ${done} of ${total} cases` : "Judging", body: total ? el("p", {}, strip(cases, total)) : null, text: "Cases appear as they are judged.", actions: cancel });
  $("t-res").hidden = false;
  $("t-res-state").className = "state quiet";
  $("t-res-state").replaceChildren(icon("timer"), hidden("Waiting"));
  if (!waiting.drawn) { waiting.drawn = true; pick($("t-res")); announce("Judging"); }
  if (done) { bench.setRun(cases, total, waiting.mode); pick($("b-c")); }
}
const redraw = () => { if (waiting && performance.now() - waiting.since >= PATIENCE) drawWaiting(); };

function wait(mode, code) {
  clearTimeout(retry);
  buttons(true);
  waiting = { since: performance.now(), mode, code, cases: [], total: 0, queued: null, drawn: false, timer: setTimeout(drawWaiting, PATIENCE) };
}

const judging = new Judging(slug, {
  sent(id, number) { waiting.number = number; session.set(`last:${slug}`, { id, code: waiting.code }); },
  queued(info) { waiting.queued = info; redraw(); },
  started() { waiting.queued = null; waiting.cases = []; waiting.total = 0; redraw(); },
  cases(cases, total) { waiting.queued = null; Object.assign(waiting, { cases, total }); redraw(); },
  later(id, found) { if (shown?.id === id) result?.later(found); },
  done(attempt) { const { code } = waiting; settle(); showAttempt(attempt, { code, fresh: true }); },
  failed(error, mode, id) { settle(); explain(error, mode, id); },
  idle() { buttons(false); },
});
function settle() { clearTimeout(waiting?.timer); waiting = null; buttons(false); }

/** Why nothing was judged: what happened, what is safe, what to do. */
function explain(error, mode, id) {
  const again = mode ? () => start(mode) : () => resume(id);
  let tone = "warn", mark = "plug", word = "Not sent", heading = error.message, text = "Your code is kept.", actions = [];
  if (error.code === "queue_full") {
    const seconds = error.retryAfter ?? 10;
    [mark, word] = ["pause", "Queue full"];
    text = `Yours was not sent. Your code is kept here, and we try again in ${plural(seconds, "second")}.`;
    actions = [["Try now", again]];
    retry = setTimeout(again, seconds * 1000);
  } else if (!error.status) {
    [word, heading] = ["No answer", "The server does not answer"];
    text = id ? "The attempt is saved there and will be judged; your code is kept here as well." : "Yours was not sent. Your code is kept in this browser.";
    actions = [["Try again", again]];
  } else if (error.status >= 500) {
    actions = [["Try again", again]];
  } else { mark = "bolt"; }
  notice({ tone, mark, word, heading, text, actions });
  showResultTab(tone, mark, word);
  announce(`${word}. ${heading}. ${text}`);
}

function start(mode) {
  if (permalink || judging.busy) return;
  const code = solution.text, limit = state.max_source_kib;
  draft.save();
  if (limit && new Blob([code]).size > limit * 1024) {
    explain({ status: 413, code: "source_too_large", message: `This is more than ${limit} KiB of source` }, mode);
    return;
  }
  solution.mark([]);
  solution.hint([]);
  scratch.mark([]);
  wait(mode, code);
  judging.start({ code, mode, device: $("device")?.value ?? "auto", scratch: mode === "run" && scratch.text.trim() ? scratch.text : null });
}
function resume(id, mode = "submit", code = solution.text) {
  if (judging.busy) return;
  wait(mode, code);
  judging.resume(id);
}

for (const b of document.querySelectorAll("[data-do=run]")) b.addEventListener("click", () => start("run"));
for (const b of document.querySelectorAll("[data-do=submit]")) b.addEventListener("click", () => start("submit"));
for (const b of document.querySelectorAll("[data-do=cancel]")) b.addEventListener("click", () => judging.cancel());
if ($("device")) {
  $("device").value = store.get("device") ?? $("device").value;
  if (!$("device").value) $("device").selectedIndex = 0;
  $("device").addEventListener("change", () => store.set("device", $("device").value));
}

document.addEventListener("keydown", (e) => {
  if (e.defaultPrevented || document.querySelector("dialog[open]")) return;
  const mod = e.ctrlKey || e.metaKey;
  if (mod && e.key === "Enter") { e.preventDefault(); start(e.shiftKey ? "submit" : "run"); }
  else if (mod && e.key === "'") { e.preventDefault(); start("run"); }
  else if (e.key === "Escape" && judging.busy) judging.cancel();
  else if (!mod && !e.altKey && (e.key === "[" || e.key === "]") && !isTyping(e.target)) result?.step(e.key === "[" ? -1 : 1);
});

// ---------------------------------------------------------------- attempts list
function addRow(attempt) {
  const [tone, mark, word] = attempt.cancelled ? ["quiet", "stop", "Cancelled"] : verdictWords(attempt.verdict, attempt.mode);
  const { report } = attempt;
  $("attempt-none").hidden = true;
  $("attempt-rows").prepend(el("li", {}, el("a", { class: "row", href: `/attempts/${attempt.id}` },
    el("span", { class: `state ${tone}` }, icon(mark), hidden(word)),
    el("span", { class: "t" }, `Attempt ${attempt.number}`, el("small", {}, el("b", {}, word), " ", sentence(attempt.cancelled ? "" : report?.sentence ?? attempt.sentence ?? ""))),
    el("span", { class: "meta num" }, report?.total ? [el("span", { class: "nb" }, `${report.passed} of ${report.total}`), attempt.mode === "run" ? ", run" : "", el("br")] : null,
      el("time", { class: "nb", datetime: attempt.created }, clock(attempt.created))),
    icon("right"))));
  $("attempt-count").textContent = String(attempt.number);
  const [newest, before] = [...$("attempt-rows").querySelectorAll("a.row")].map((a) => a.getAttribute("href").split("/").at(-1));
  $("attempt-compare").hidden = !before;
  if (before) $("attempt-compare").firstElementChild.setAttribute("href", `/attempts/compare?from=${before}&to=${newest}`);
}

// ---------------------------------------------------------------- permalink: this attempt's code, and a way to take it up again
for (const b of document.querySelectorAll("[data-do=restore]")) b.addEventListener("click", async () => {
  b.disabled = true;
  try {
    const before = await api.draft(slug);
    session.set(`undo:${slug}`, { number: state.attempt.number, code: before.code, scratch: before.scratch });
    const now = await api.saveDraft(slug, { code: state.code, scratch: state.scratch || before.scratch });
    store.set(`draft:${slug}`, { code: now.code, scratch: now.scratch, base: now.updated, unsent: false });
    location.assign(`/problems/${encodeURIComponent(slug)}`);
  } catch (error) { b.disabled = false; toast(error.message, { mark: "plug" }); }
});

// ---------------------------------------------------------------- what was there before: this attempt, or the last one of this tab
function chooseCase(i) {
  if (matchMedia("(max-width: 820px)").matches) showPane("code");
  pick($("b-c"));
  bench.choose(i);
}

async function publicCases(tries = 5) {
  const show = () => { bench.setPublic(state.public_cases, state.hidden_cases); $("stability").replaceChildren(...stabilityPlan(state, chooseCase)); };
  if (state.public_cases) { show(); return; }
  try {
    const { public_cases, hidden_cases, stability } = await api.problem(slug);
    if (public_cases) {
      Object.assign(state, { public_cases, hidden_cases, stability });
      show();
      return;
    }
  } catch { /* asked again below */ }
  if ($("cases-none")) $("cases-none").textContent = "The judge does not answer, so the public cases cannot be shown yet.";
  if (tries > 1) setTimeout(() => publicCases(tries - 1), 4000);
}

async function before() {
  if (permalink) {
    if (state.attempt.status === "done") showAttempt(state.attempt, { code: state.code, fresh: false });
    else resume(state.attempt.id, state.attempt.mode, state.code);
    return;
  }
  const last = session.get(`last:${slug}`);
  if (!last) return;
  try {
    const attempt = await api.attempt(last.id);
    if (judging.busy || shown) return;
    if (attempt.status === "done") { if (!attempt.cancelled) showAttempt(attempt, { code: last.code, fresh: false }); }
    else resume(attempt.id, attempt.mode, last.code);
  } catch { session.drop(`last:${slug}`); }
}
publicCases();
before();
document.documentElement.dataset.ready = "";
