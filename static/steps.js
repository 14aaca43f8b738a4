// What was probed on the way: a row of steps, right until the first that is not, each opening its picture below.
import { el, hidden, icon, sentence } from "./dom.js";
import { checkPanel, isGradient } from "./checks.js";

const MARKS = { passed: ["good", "okdot", "right"], failed: ["bad", "nodot", "wrong"], skipped: ["todo", null, "not probed"] };
let serial = 0;

function name(step) {
  return isGradient(step) ? [hidden("Gradient of "), el("span", { "aria-hidden": "true" }, "∂ "), el("code", {}, step.name.slice(5))] : el("code", {}, step.name);
}

/** The section about `report.probes`, or null where nothing was probed. The first wrong step is open. */
export function stepsSection(report) {
  const { probed, probes = [] } = report;
  if (!probed) return null;
  const id = ++serial;
  const head = [el("h3", { id: `h-steps-${id}` }, "The first wrong step", el("span", { class: "meta" }, " in ", el("code", {}, probed.case))),
    el("p", { class: "relation" }, el("span", {}, sentence(probed.text)))];
  if (!probes.length) return el("section", { class: "steps", "aria-labelledby": `h-steps-${id}` }, head);
  const open = probes.find((step) => step.status === "failed") ?? probes.findLast((step) => step.status === "passed");
  const row = el("div", { class: "tabs step-tabs", role: "tablist", "aria-label": "Steps, in the order of the computation" }, probes.map((step, i) => {
    const [tone, mark, word] = MARKS[step.status];
    return el("button", {
      type: "button", role: "tab", id: `s-${id}-${i}`, "aria-controls": `sp-${id}-${i}`, "aria-selected": String(step === open), tabindex: step === open ? "0" : "-1",
    }, el("span", { class: `state ${tone}` }, mark ? icon(mark) : null), name(step), hidden(`, ${word}`));
  }));
  const panels = probes.map((step, i) => el("div", { id: `sp-${id}-${i}`, role: "tabpanel", "aria-labelledby": `s-${id}-${i}`, tabindex: "0", hidden: step !== open },
    step.status === "skipped" ? el("p", { class: "quiet" }, "You did not probe this step. Write ", el("code", {}, `probe("${step.name.replace(/ \(\d+\)$/, "")}", value)`), " where you have it.") : checkPanel(step)));
  return el("section", { class: "steps", "aria-labelledby": `h-steps-${id}` }, head, row, panels);
}
