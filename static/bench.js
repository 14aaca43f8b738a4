// Under the editor: the cases, before and after they are run, and what was printed.
import { $, el, hidden, icon, sentence } from "./dom.js";
import { asText, duration } from "./format.js";
import { checkPanel, previewText } from "./checks.js";
import { strip } from "./result.js";
import { viewer } from "./viewer.js";
import { CASES } from "./words.js";

function state(status) {
  const [tone, mark, word] = CASES[status] ?? CASES.skipped;
  return el("span", { class: `state ${tone}` }, mark ? icon(mark) : null, hidden(word));
}

const block = (title, label, text) => el("div", {}, el("h2", { class: "meta" }, title),
  el("pre", { class: "example", tabindex: "0", role: "group", "aria-label": label }, text));

/** What scratch code asked to see: tensors drawn, values compared. */
function drawing(one, onLine) {
  const title = one.source || one.kind;
  const head = el("h2", { class: "meta" }, el("code", {}, title), one.line ? [", ", el("a", { href: `#S${one.line}`, onclick: (e) => { e.preventDefault(); onLine(one.line); } }, `line ${one.line}`)] : null);
  if (one.kind === "check") {
    const { check } = one, good = check.status === "passed";
    const said = good ? `They agree. ${check.message}`.trim() : null;
    return el("section", { class: "drawing", "aria-label": title }, head, el("p", { class: `state-line ${good ? "good" : "bad"}` }, icon(good ? "okdot" : "nodot"), said ?? "They differ"), checkPanel(check, said ?? ""));
  }
  const maps = one.value.kind === "tensor" ? viewer({ actual: one.value, title: `Tensor of shape (${one.value.shape.join(", ")})` }) : null;
  return el("section", { class: "drawing", "aria-label": title }, head, maps ?? el("pre", { class: "example", tabindex: "0", role: "group", "aria-label": title }, asText(one.value)),
    one.note ? el("p", { class: "meta" }, one.note) : null);
}

/** Cases of the statement, not run yet: choosing one shows its input and what is expected. */
export class Bench {
  #publicCases = null;
  #hiddenCount = null;
  #selected = 0;
  #ran = null;

  constructor({ onCase, onScratch }) { Object.assign(this, { onCase, onScratch }); }

  setPublic(cases, hiddenCount) {
    this.#publicCases = cases;
    this.#hiddenCount = hiddenCount;
    if (!this.#ran) this.#drawPublic();
  }

  #detail() {
    const one = this.#publicCases?.[this.#selected];
    if (!one) return null;
    const expected = one.expected?.length ? one.expected.map(({ name, value }) => (one.expected.length > 1 ? `${name} = ${asText(value)}` : asText(value))).join("\n") : null;
    return el("div", { class: "pair io" }, one.input?.length ? block("Input", `Input of ${one.name}`, previewText(one.input)) : null,
      expected ? block("Expected", `Expected output of ${one.name}`, expected) : null);
  }

  #drawPublic() {
    const cases = this.#publicCases;
    $("b-c-word").textContent = "Public cases";
    $("b-c-count").textContent = cases ? cases.length : "";
    $("bench-note").textContent = this.#hiddenCount ? `${this.#hiddenCount} more are hidden` : "";
    $("strip").hidden = true;
    if (!cases) return;
    const rows = cases.map((one, i) => el("tr", { class: i === this.#selected ? "sel" : null },
      el("td", {}, state("skipped")),
      el("th", { scope: "row" }, el("button", { type: "button", class: "link", "aria-pressed": String(i === this.#selected), onclick: () => { this.#selected = i; this.#drawPublic(); this.#refocus(i); } }, one.name)),
      el("td", { class: "mono" }, one.call ?? "")));
    $("bp-c").replaceChildren(el("table", { class: "cases" }, el("caption", { class: "vh" }, "Public cases, not run yet"), el("tbody", {}, rows)), this.#detail() ?? "");
  }
  /** Shows a public case that was not run yet, or one of the run. */
  choose(i) {
    if (this.#ran) return this.onCase(i);
    this.#selected = i;
    this.#drawPublic();
    this.#refocus(i);
  }
  #refocus(i) { $("bp-c").querySelectorAll("button.link")[i]?.focus(); }

  /** Rows for what has been judged so far; `total` counts those to come. */
  setRun(cases, total, mode) {
    this.#ran = { cases, total, mode };
    this.#drawRun(-1);
  }

  select(i) { if (this.#ran) this.#drawRun(i); }

  #drawRun(selected) {
    const { cases, total, mode } = this.#ran;
    const done = cases.filter(Boolean), passed = done.filter((c) => c.status === "passed").length;
    $("b-c-word").textContent = mode === "run" ? "Public cases" : "Cases";
    $("b-c-count").textContent = total ? `${passed} of ${total}` : "";
    $("bench-note").textContent = "";
    const drawn = strip(cases, total);
    drawn.id = "strip";
    drawn.hidden = !total;
    $("strip").replaceWith(drawn);
    const focused = document.activeElement?.closest?.("#bp-c") ? [...$("bp-c").querySelectorAll("button.link")].indexOf(document.activeElement) : -1;
    const row = (one, i) => el("tr", { class: i === selected ? "sel" : null },
      el("td", {}, state(one.status)),
      el("th", { scope: "row" }, el("button", { type: "button", class: "link", "aria-pressed": String(i === selected), onclick: () => this.onCase(i) }, one.name)),
      el("td", {}, one.status === "passed" ? "" : sentence(one.sentence)), el("td", { class: "num nb hide-s" }, one.seconds ? duration(one.seconds) : ""));
    const group = (title, wanted) => {
      const rows = cases.map((one, i) => (one && !!one.public === wanted ? row(one, i) : null)).filter(Boolean);
      return rows.length ? el("tbody", {}, el("tr", { class: "grp" }, el("th", { scope: "colgroup", colspan: "4" }, title)), rows) : null;
    };
    $("bp-c").replaceChildren(...[
      done.length ? el("table", { class: "cases" }, el("caption", { class: "vh" }, "Cases of this attempt"), group("Public", true), group("Hidden", false)) : el("p", { class: "quiet" }, total ? "" : "No case was run."),
      mode === "run" ? this.#detail() : null,
    ].filter(Boolean));
    if (focused >= 0) this.#refocus(focused);
  }

  /** What the code printed: as a whole, then the scratch file. */
  setOutput(report, mode) {
    const nodes = [];
    const say = (text) => el("span", { class: "who2" }, text);
    if (report?.output) nodes.push(report.output.replace(/\n?$/, "\n"));
    if (report?.output_truncated) nodes.push(say("The rest was cut off."), "\n");
    if (report?.scratch) {
      const { output, error } = report.scratch;
      nodes.push(say("scratch.py"), "\n", output || (error || report.scratch.drawn?.length ? "" : "printed nothing"), "\n");
      if (error) nodes.push(el("span", { class: "bad" }, `${error.type}: ${error.message}${error.line ? ` (line ${error.line})` : ""}`), "\n", error.plain ? `${error.plain.replaceAll("`", "")}\n` : "");
      for (const one of report.scratch.drawn ?? []) nodes.push(drawing(one, this.onScratch));
      if (report.scratch.left_out) nodes.push(say(`${report.scratch.left_out} more drawings were left out.`), "\n");
    }
    if (!nodes.length) nodes.push(el("span", { class: "quiet" }, report ? "Your code printed nothing." : "Nothing printed yet. What your code prints appears here."));
    else if (mode === "submit") nodes.push(say("Hidden cases print too, but their lines stay hidden."));
    $("bp-o").replaceChildren(...nodes);
  }
}
