// The stability map: types down; across, what the inputs are. A place is required (its largest error, and the way to a case),
// shown, or out of scope.
import { el, hidden, icon } from "./dom.js";
import { plain, toNumber } from "./format.js";

const BEST = 0.5, MOST = 1e4; // units in the last place: what is as good as can be, and what is told as "far"
const WORDS = { passed: "passes", failed: "fails", skipped: "not run" };
const isWrong = (one) => one.status === "failed" || one.status === "error";
const stateOf = (cases) => (cases.some(isWrong) ? "failed" : cases.every((one) => one.status === "passed") ? "passed" : "skipped");
const capital = (text) => text[0].toUpperCase() + text.slice(1);
const list = (parts) => parts.join(", ").replace(/, ([^,]*)$/, " and $1");

/** The largest error of these cases in units in the last place. */
function worst(cases) {
  const checks = cases.flatMap((one) => one.checks ?? []);
  if (checks.some((check) => check.status === "failed" && [check.max_abs, check.ulp].some((v) => v !== null && v !== undefined && !Number.isFinite(toNumber(v))))) return "NaN";
  const units = Math.max(0, ...checks.map((check) => (typeof check.ulp === "number" ? check.ulp : 0)));
  return units < 99.95 ? units.toFixed(1) : units < MOST ? plain(units, 2) : "far";
}

/** A place that no case stands in: what an accepted answer does there all the same. */
function seen({ status, checks }, title) {
  const units = status === "error" ? "stops" : worst([{ checks }]), good = status === "passed";
  return el("td", { class: `seen ${good ? "good" : "bad"}` }, el("span", { "aria-hidden": "true" }, units),
    hidden(`${title}: shown, not judged. It ${status === "error" ? "stops" : `${WORDS[status]}, largest error ${units}`}`));
}

/** Such a place before an answer was accepted, or where the code did not get to it. */
const unseen = (title) => el("td", { class: "seen", title: "Shown of an accepted answer, not judged" }, el("span", { "aria-hidden": "true" }, "○"), hidden(`${title}: shown of an accepted answer, not judged`));

const nobody = (outside, title) => (outside ? el("td", { class: "na", title: `Out of scope: ${outside.reason}` }, el("span", { "aria-hidden": "true" }, "–"), hidden(`${title}: out of scope, ${outside.reason}`))
  : el("td", { class: "none" }, el("span", { "aria-hidden": "true" }, "·"), hidden(`${title}: no case`)));

function cell(found, cases, title, onCase) {
  const here = found.cases.map((i) => cases[i]), state = stateOf(here), units = worst(here);
  const text = state === "skipped" ? "…" : units, first = found.cases.find((i) => stateOf([cases[i]]) === state);
  const tone = { passed: Number(units) < BEST ? "ok best" : "ok", failed: "no", skipped: "wait" }[state];
  return el("td", { class: tone }, el("button", { type: "button", title: list(here.map((one) => one.name)), onclick: () => onCase(first) },
    el("span", { "aria-hidden": "true" }, text), hidden(`${title}: ${WORDS[state]}${state === "skipped" ? "" : `, largest error ${units}`}, ${list(here.map((one) => one.name))}`)));
}

/** Before an attempt: how many cases stand there, and the way to a public one. */
function required(found, cases, title, onCase) {
  const here = found.cases.map((i) => cases[i]), first = found.cases.find((i) => cases[i].public);
  const secret = here.filter((one) => !one.public).length, names = here.filter((one) => one.public).map((one) => one.name);
  const words = list([...names, ...(secret ? [secret === 1 ? "a hidden case" : `${secret} hidden cases`] : [])]);
  const inside = [el("span", { "aria-hidden": "true" }, String(here.length)), hidden(`${title}: required, ${words}`)];
  return el("td", { class: "asked" }, first === undefined ? inside : el("button", { type: "button", title: words, onclick: () => onCase(first) }, inside));
}

function map(caption, kinds, { dtypes, cells, outside, elsewhere = [], shown }, cases, onCase, draw = cell) {
  const at = (places, dtype, kind) => places.find((one) => one.dtype === dtype && one.kind === kind);
  return el("table", { class: "stab" }, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, hidden("Type")), kinds.map(([, [short, words]]) => el("th", { scope: "col" }, el("span", { "aria-hidden": "true" }, short), hidden(words))))),
    el("tbody", {}, dtypes.map((dtype) => el("tr", {}, el("th", { scope: "row" }, dtype),
      kinds.map(([kind, [, words]]) => {
        const title = `${dtype}, ${words}`, other = at(shown ?? [], dtype, kind); // null: they come a moment after the verdict
        if (other) return seen(other, title);
        const found = at(cells, dtype, kind);
        if (found) return draw(found, cases, title, onCase);
        return at(elsewhere, dtype, kind) ? unseen(title) : nobody(at(outside, dtype, kind), title);
      })))));
}

/** What else is asked of a right answer, and whether it was given. Where no call got so far, nothing is told. */
function badges(switches, cases) {
  const checks = cases.flatMap((one) => one.checks ?? []), done = cases.every((one) => one.status === "passed");
  return el("ul", { class: "badges", "aria-label": "Beyond the values" }, switches.map(({ kind, words }) => {
    const own = checks.filter((check) => check.fields?.switch === kind), wrong = own.some((check) => check.status === "failed");
    const state = wrong ? "failed" : own.length || done ? "passed" : "skipped";
    return el("li", {}, icon({ passed: "check", failed: "cross", skipped: "timer" }[state], { passed: "good", failed: "bad" }[state]), capital(words), el("small", { class: "meta" }, WORDS[state]));
  }));
}

/** Reasons, each with the places it is given for: types with the same kinds together, a whole row or column in a word. */
function reasons({ dtypes, outside }, kinds) {
  const told = new Map();
  for (const place of outside) told.set(place.reason, [...(told.get(place.reason) ?? []), place]);
  if (!told.size) return null;
  // A type that is wholly out of scope is named alone, beside the reason that most of its places have.
  const isMain = (dtype, n) => outside.filter((one) => one.dtype === dtype).length === kinds.length && n > kinds.length / 2;
  return el("ul", { class: "outside", "aria-label": "Out of scope" }, el("li", { "aria-hidden": "true" }, "Out of scope"), [...told].map(([reason, places]) => {
    const has = (dtype, kind) => places.some((one) => one.dtype === dtype && one.kind === kind);
    const columns = kinds.filter(([kind]) => dtypes.every((dtype) => has(dtype, kind)));
    const rows = new Map(); // the kinds of a type, in words, and all types that have the same
    for (const dtype of dtypes) {
      const rest = kinds.filter((one) => has(dtype, one[0]) && !columns.includes(one));
      const words = isMain(dtype, rest.length) ? "" : list(rest.map(([, [, word]]) => word));
      if (rest.length) rows.set(words, [...(rows.get(words) ?? []), dtype]);
    }
    const where = [...columns.map(([, [, words]]) => words), ...[...rows].map(([words, types]) => (words ? `${list(types)} with ${words}` : list(types)))];
    return el("li", {}, el("b", {}, columns.length ? capital(where.join("; ")) : where.join("; ")), `: ${reason.replace(/\.$/, "")}.`);
  }));
}

const scroll = (name, table) => el("div", { class: "scroll-x", tabindex: "0", role: "group", "aria-label": name }, table);

/** Both tables, what no case has, and what is out of scope. */
function drawn(stability, cases, onCase, draw, note) {
  const sizes = Object.entries(stability.sizes), all = Object.entries(stability.edges);
  const edges = all.filter(([kind]) => [...stability.cells, ...stability.outside, ...(stability.elsewhere ?? [])].some((one) => one.kind === kind));
  const others = all.filter((edge) => !edges.includes(edge)).map(([, [, words]]) => words);
  return [
    el("div", { class: "pair" }, scroll("By size", map("By size", sizes, stability, cases, onCase, draw)),
      edges.length ? scroll("At the edges", map("At the edges", edges, stability, cases, onCase, draw)) : null),
    el("p", { class: "meta" }, `${note}${others.length ? ` No case has ${list(others).replace(/ and ([^,]*)$/, " or $1")}.` : ""}`),
    reasons(stability, [...sizes, ...all]),
  ];
}

/** Nothing where a report has no map, or no case was run. `onCase(i)` goes to a case. */
export function stabilitySection({ stability, cases = [] }, onCase) {
  if (!stability || cases.every((one) => one.status === "skipped")) return null;
  const more = stability.shown?.length ? " Outlined places are shown, not judged: a public case made to be like that." : "";
  return el("section", { class: "stability", "aria-label": "Where it holds" }, el("h3", {}, "Where it holds"),
    el("p", { class: "meta" }, "Largest error in units in the last place, over the cases with such inputs. Each number leads to a case."),
    drawn(stability, cases, onCase, cell, `The stronger green stays below half a unit.${more}`),
    stability.switches.length ? badges(stability.switches, cases) : null);
}

/** The same before anything was run: what is required. Public cases come first, and the others have no name yet. */
export function stabilityPlan({ stability, public_cases: known, hidden_cases: secret }, onCase) {
  if (!stability) return [];
  const cases = [...known.map(({ name }) => ({ name, public: true })), ...Array.from({ length: secret ?? 0 }, () => ({ public: false }))];
  return [el("section", { class: "stability", "aria-label": "Where it must hold" }, el("h3", {}, "Where it must hold"),
    drawn(stability, cases, onCase, required, "How many cases have such inputs. A number that is underlined leads to a public one. What an accepted answer does at outlined places is shown, and not judged."))];
}
