// The left pane after a run: a sentence first, then the relation, then pictures, then numbers, then how we know.
import { tiny } from "./band.js";
import { el, icon, sentence } from "./dom.js";
import { duration, shape } from "./format.js";
import { costSection } from "./cost.js";
import { checkCount, checkPanel, checkTitle, gradientOf, isGradient, previewText } from "./checks.js";
import { stabilitySection } from "./stability.js";
import { stepsSection } from "./steps.js";
import { Comparison } from "./tensor.js";
import { verdictWords } from "./words.js";

let serial = 0;

export function verdictLine(attempt) {
  const { report, mode, verdict } = attempt, [tone, mark, word] = verdictWords(verdict, mode);
  const facts = [];
  if (report?.total) facts.push(`${report.passed} of ${report.total} ${mode === "run" ? "public cases" : "cases"} pass`);
  if (report?.cost?.wall) facts.push(duration(report.cost.wall));
  if (report?.device && report.device !== "cpu") facts.push("GPU");
  return el("p", { class: "verdict" }, el("span", { class: `v ${tone}` }, icon(mark), word), facts.map((f) => el("span", {}, f)));
}

export function strip(cases, total = cases.length) {
  const failed = cases.filter((c) => c && c.status !== "passed" && c.status !== "skipped").length;
  const passed = cases.filter((c) => c?.status === "passed").length;
  const node = el("span", { class: "strip", role: "img", "aria-label": `${passed} of ${total} cases pass${failed ? `, ${failed} fail` : ""}` });
  for (let i = 0; i < total; i++) {
    const c = cases[i];
    if (i && c && cases[i - 1]?.public && !c.public) node.append(el("i", { class: "gap" }));
    node.append(el("i", { class: !c || c.status === "skipped" ? "n" : c.status === "passed" ? null : "f", style: { "--i": String(i) } }));
  }
  return node;
}

function lineLink(line, onLine, text = `line ${line}`) {
  return line ? el("a", { href: `#L${line}`, onclick: (e) => { e.preventDefault(); onLine(line); } }, text) : null;
}

/** Headline and what stands under it. The diagnosis, where there is one, says what was misunderstood; else the relation, what kind of wrong it is. */
function opening(attempt, onLine) {
  const { report } = attempt, said = report?.sentence ?? attempt.sentence ?? "";
  const diagnosis = report?.diagnosis?.text;
  const nodes = [verdictLine(attempt), el("h2", { class: "headline" }, sentence(diagnosis || said || "Nothing was judged."))];
  if (diagnosis) {
    if (said && said !== diagnosis) nodes.push(el("p", { class: "why" }, sentence(said)));
    nodes.push(el("p", { class: "meta how" }, "How we know: a solution with exactly this mistake gives the same values on this case."), readOn(attempt.reading));
  }
  if (!diagnosis && report?.relation) {
    nodes.push(el("p", { class: "relation" }, el("span", {}, sentence(report.relation.text))));
    nodes.push(el("p", { class: "meta how" }, "How we know: the numbers say so. Yours were compared with the expected ones in every case where this check fails."));
  }
  if (attempt.verdict === "judge_error") nodes.push(el("p", { class: "why" }, "This is not about your code. The attempt is saved, and so is your draft; submit again, or wait."));
  for (const hit of report?.forbidden ?? [])
    nodes.push(el("p", { class: "why forbidden" }, el("code", {}, hit.name), hit.line ? [" on ", lineLink(hit.line, onLine)] : "", hit.reason ? [": ", sentence(hit.reason)] : "", /[.!?]$/.test(hit.reason ?? "") ? "" : "."));
  return nodes;
}

/** Where to read on: the hint and the part of the editorial that are about it. opening.js opens them. */
function readOn(reading) {
  const hint = el("a", { href: "#p-hi", "data-hint": reading?.hint ?? "" }, reading?.hint ? `Hint ${reading.hint}` : "Hints");
  const { section, passage } = reading ?? {};
  const editorial = el("a", { href: "#p-ed", "data-passage": passage ?? "", "data-section": section ?? "" }, section ? `“${section}” in the editorial` : "Editorial");
  return el("p", { class: "meta read-on" }, "Read on: ", hint, ", ", editorial);
}

/** The smallest input that still fails, as Python. `onTry(code)` takes it to the scratch pane; null where there is none. */
function counterexample({ text, case: name, code }, onTry) {
  const copy = navigator.clipboard ? el("button", { type: "button", class: "btn bare sm" }, icon("copy"), el("span", {}, "Copy")) : null;
  copy?.addEventListener("click", async () => {
    try { await navigator.clipboard.writeText(code); copy.lastChild.textContent = "Copied"; }
    catch { copy.lastChild.textContent = "Not copied: the browser refused"; }
    setTimeout(() => { copy.lastChild.textContent = "Copy"; }, 2000);
  });
  return el("section", { class: "counterexample", "aria-label": "Counterexample" },
    el("h3", {}, "A small counterexample"),
    el("p", { class: "meta" }, sentence(text), " Made from ", el("code", {}, name), "."),
    el("pre", { class: "example", tabindex: "0", role: "group", "aria-label": "Counterexample as Python" }, code.trimEnd()),
    el("p", { class: "acts" }, onTry ? el("button", { type: "button", class: "btn sm", onclick: () => onTry(code) }, "Try it in scratch.py") : null, copy));
}

/** What a failing line was given; each "line 3" in it leads there. */
function operands(text, onLine) {
  return sentence(text).map((part) => (typeof part === "string" ? part.split(/(line \d+)/).map((word, i) => (i % 2 ? lineLink(Number(word.slice(5)), onLine) : word)) : part));
}

function errorSection(error, title, onLine) {
  return el("section", { "aria-label": title },
    el("h3", {}, title, error.case ? [" in ", el("code", {}, error.case)] : ""),
    error.plain ? el("p", { class: "why plain" }, sentence(`${error.plain[0] === "`" ? "" : error.plain[0].toUpperCase()}${error.plain.slice(error.plain[0] === "`" ? 0 : 1)}${/[.?!]$/.test(error.plain) ? "" : "."}`)) : null,
    el("p", { class: "relation" }, el("span", {}, el("b", {}, error.type), ": ", error.message,
      error.line ? [" (", lineLink(error.line, onLine), ")"] : "")),
    error.operands ? el("p", { class: "why operands" }, operands(error.operands, onLine)) : null,
    error.traceback ? el("pre", { class: "example log", tabindex: "0", role: "group", "aria-label": `Traceback, ${title}` }, error.traceback) : null);
}

function caseSection(one, { failing, position, said, onStep }) {
  const id = ++serial;
  const checks = one.checks ?? [];
  const shown = checks.filter((c) => c.status === "failed");
  const step = failing.length > 1 ? el("span", { class: "acts" },
    el("button", { type: "button", class: "btn bare icon", "aria-label": "Previous failing case", "data-step": "-1", onclick: () => onStep(-1) }, icon("left")),
    el("span", { class: "meta nb" }, position >= 0 ? `${position + 1} of ${failing.length} failing` : `${failing.length} failing`),
    el("button", { type: "button", class: "btn bare icon", "aria-label": "Next failing case", "data-step": "1", onclick: () => onStep(1) }, icon("right"))) : null;
  const head = el("div", { class: "head case-head" },
    el("h3", { id: `h-case-${id}` }, el("code", {}, one.name), el("span", { class: "meta" }, one.public ? " public" : " hidden", one.seconds ? `, ${duration(one.seconds)}` : "")), step);
  const parts = [head];
  if (one.sentence && one.sentence !== said && !shown.some((c) => c.message)) parts.push(el("p", { class: "why" }, sentence(one.sentence)));
  if (one.status === "passed") parts.push(el("p", { class: "quiet" }, "Everything that is checked here is as it should be."));
  if (one.status === "skipped") parts.push(el("p", { class: "quiet" }, "This case was not run."));

  const open = shown[0];
  if (shown.length > 1) {
    parts.push(el("div", { class: "tabs check-tabs", role: "tablist", "aria-label": "What to compare" }, shown.map((check, i) => el("button", {
      type: "button", role: "tab", id: `d-${id}-${i}`, "aria-controls": `dp-${id}-${i}`, "aria-selected": String(check === open), tabindex: check === open ? "0" : "-1",
    }, checkTitle(check), el("span", { class: "count" }, checkCount(check))))));
    shown.forEach((check, i) => parts.push(el("div", { id: `dp-${id}-${i}`, role: "tabpanel", "aria-labelledby": `d-${id}-${i}`, hidden: check !== open }, checkPanel(check, said))));
  } else if (open) {
    if (open.name !== "forward") parts.push(el("p", { class: "meta check-name" }, checkTitle(open), open.status === "failed" ? `, ${checkCount(open)}` : ""));
    parts.push(checkPanel(open, said));
  }
  if (one.input?.length) parts.push(el("details", { class: "input", open: previewText(one.input).split("\n").length <= 14 },
    el("summary", {}, "Input"), el("pre", { class: "example", tabindex: "0", role: "group", "aria-label": `Input of ${one.name}` }, previewText(one.input))));
  else if (!one.public && one.status !== "passed") parts.push(el("p", { class: "meta" }, "This case is hidden: its input is not shown."));

  const sections = [el("section", { "aria-labelledby": `h-case-${id}`, class: "case" }, parts)];
  if (checks.length) sections.push(el("section", { "aria-labelledby": `h-checks-${id}` },
    el("h3", { id: `h-checks-${id}` }, "Every check of this case"),
    checks.some(isGradient) ? el("p", { class: "meta" }, "Gradients against a random cotangent") : null,
    el("table", { class: "grid" }, el("caption", { class: "vh" }, "Checks by name"),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Check"), el("th", { scope: "col", class: "hide-s" }, "Shape"), el("th", { scope: "col" }, "Error, band"), el("th", { scope: "col" }, "Verdict"))),
      el("tbody", {}, checks.map((check) => el("tr", {},
        el("th", { scope: "row" }, isGradient(check) ? ["Gradient of ", el("code", {}, gradientOf(check))] : checkTitle(check)),
        el("td", { class: "mono nb hide-s" }, check.fields?.expected ? shape(check.fields.expected.shape) : ""),
        el("td", {}, tiny(check, Comparison.of(check))),
        el("td", { class: check.status === "skipped" ? "quiet" : null }, check.status === "passed" ? el("b", { class: "good" }, "agrees")
          : check.status === "failed" ? el("b", { class: "bad" }, checkCount(check)) : "not run")))))));
  if (one.output) sections.push(el("section", { "aria-label": "Printed" }, el("h3", {}, "Printed in this case"),
    el("pre", { class: "example log", tabindex: "0", role: "group", "aria-label": "Printed output" }, one.output)));
  return sections;
}

/**
 * Fills `panel` with an attempt. `on.line(n)` goes to a line of the editor, `on.case(i)` is told which case is shown,
 * `after` are nodes for an accepted attempt. Returns {show(i), step(±1), later({counterexample, stability})}.
 */
export function renderResult(panel, attempt, { on, after = [], fresh = false }) {
  const report = attempt.report ?? {}, cases = report.cases ?? [];
  const failing = cases.map((c, i) => i).filter((i) => cases[i].status === "failed" || cases[i].status === "error");
  const slot = el("div", { class: "case-slot" });
  let current = -1;
  const show = (i) => {
    current = i;
    const one = cases[i];
    if (!one) { slot.replaceChildren(); return; }
    slot.replaceChildren(...caseSection(one, {
      failing, position: failing.indexOf(i), said: report.sentence ?? "",
      onStep: (by) => step(by, true),
    }).flat(Infinity).filter(Boolean));
    on.case(i);
  };
  const step = (by, focus = false) => {
    if (!failing.length) return;
    const at = failing.indexOf(current);
    show(failing[(at + by + failing.length) % failing.length]);
    if (focus) slot.querySelector(`[data-step="${by}"]`)?.focus();
  };
  const accepted = attempt.verdict === "accepted" && attempt.mode === "submit";
  const nodes = [];
  if (accepted) nodes.push(el("div", { class: "won small" }, markNode(), el("div", {}, opening(attempt, on.line), el("p", {}, strip(cases)))));
  else nodes.push(...opening(attempt, on.line));
  nodes.push(stepsSection(report));
  nodes.push(...after);
  const small = el("div", { class: "small-slot" });
  const foundSmall = (found) => small.replaceChildren(...(found?.status === "found" ? [counterexample(found, on.tryOut)] : []));
  // it comes a moment later, and finds its place kept: nothing moves under the eyes of who reads
  if (fresh && report.counterexample?.status === "sought") small.append(el("section", { class: "counterexample", "aria-label": "Counterexample" },
    el("h3", {}, "A small counterexample"), el("p", { class: "meta" }, "Looking for the smallest input that still fails …")));
  else foundSmall(report.counterexample);
  // an error is the whole story of a runtime error, and an aside where another case was wrong first
  const more = report.error && (report.error.traceback || report.error.message !== report.sentence); // else the headline says it all
  const stopped = more ? errorSection(report.error, "Where it stopped", on.line) : null;
  nodes.push(attempt.verdict === "wrong_answer" ? [slot, small, stopped] : [stopped, small, slot]);
  if (report.scratch?.error) nodes.push(errorSection(report.scratch.error, "In scratch.py", () => on.scratch()));
  const mapped = (stability) => stabilitySection({ ...report, stability }, (i) => { show(i); slot.scrollIntoView({ block: "start" }); });
  let map = mapped(report.stability);
  const later = (found) => {
    foundSmall(found.counterexample);
    if (!map || !found.stability) return;
    const complete = mapped(found.stability);
    map.replaceWith(complete);
    map = complete;
  };
  nodes.push(map, costSection(report));
  panel.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
  panel.scrollTop = 0;
  // a failing case that only repeats the error above has nothing to add
  const first = failing.find((i) => cases[i].checks?.length) ?? (report.error ? -1 : failing[0] ?? -1);
  show(first);
  return { show, step, later, get current() { return current; } };
}

/** The mark of the house, for the moment it lights up. */
function markNode() {
  return document.querySelector(".brand .mark").cloneNode(true);
}
