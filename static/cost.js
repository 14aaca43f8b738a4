// What a call cost beside the reference: a bar for each thing that is counted, the limit drawn, the numbers beside it.
import { el, hidden } from "./dom.js";
import { bytes, count, duration, plain } from "./format.js";

const ROWS = [ // what the report calls it, what a gate calls it, how it is shown
  ["ops", "ops", "Operators", count], ["flops", "flops", "FLOPs", count], ["peak_bytes", "memory", "Peak memory", bytes],
  ["saved_bytes", "saved", "Saved for backward", bytes], ["steps", "steps", "Steps of Python", count], ["cpu", "", "Processor time", duration],
  ["seconds", "", "Time of a call", (seconds) => (seconds < 0.001 ? `${(seconds * 1e6).toFixed(0)} µs` : duration(seconds))],
];
const MOST_CASES = 12;
const isNumber = (value) => typeof value === "number";
const gatesOf = (one) => (one?.checks ?? []).map((check) => check.fields).filter((fields) => fields?.gate);

/** Whether a gate lets this through; null where there is none. */
const within = ({ yours, most, least }) => (!isNumber(most) && !isNumber(least) ? null : (!isNumber(most) || yours <= most) && (!isNumber(least) || yours >= least));

function limitWords({ most, least }, show) {
  return [isNumber(least) ? `at least ${show(least)}` : "", isNumber(most) ? `at most ${show(most)}` : ""].filter(Boolean).join(", ");
}

/** A bar up to yours, a tick at the reference, a longer line at each limit. Only for eyes: the numbers stand in the same row. */
function bar(row) {
  const at = (value) => `${Math.min(100, (100 * value) / row.top)}%`;
  return el("span", { class: `meter${within(row) === false ? " out" : ""}${isNumber(row.reference) ? "" : " lone"}`, "aria-hidden": "true",
    style: { "--you": at(row.yours), "--ref": at(row.reference ?? 0) } },
    [row.most, row.least].filter(isNumber).map((limit) => el("i", { style: { "--limit": at(limit) } })));
}

const topOf = (rows) => 1.04 * Math.max(0, ...rows.flatMap((row) => [row.yours, row.reference, row.most, row.least]).filter(isNumber));

function table(caption, first, rows) {
  const reference = rows.some((row) => isNumber(row.reference)), limits = rows.some((row) => within(row) !== null);
  const number = (value, show) => el("td", { class: "num" }, isNumber(value) ? show(value) : "–");
  return el("table", { class: "grid cost" }, el("caption", { class: "vh" }, caption),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, first), el("th", { scope: "col", class: "num" }, "Yours"),
      reference ? el("th", { scope: "col", class: "num" }, "Reference") : null, limits ? el("th", { scope: "col", class: "num" }, "Limit") : null)),
    el("tbody", {}, rows.map((row) => el("tr", {},
      el("th", { scope: "row" }, row.title, row.top > 0 ? bar(row) : null),
      within(row) === false ? el("td", { class: "num bad" }, row.show(row.yours), hidden(row.yours > row.most ? ", over the limit" : ", under the limit"))
        : el("td", { class: "num" }, row.show(row.yours)),
      reference ? number(row.reference, row.show) : null,
      limits ? el("td", { class: "num" }, limitWords(row, row.show) || "–") : null))));
}

/** Yours and the reference's, each thing that is counted with the gate that limits it, in the case that the report names. */
function totals(cost, gates) {
  const rows = ROWS.map(([key, counts, title, show]) => {
    const gate = gates.find((one) => one.whole && one.counts === counts && one.during === cost.during);
    return { title, show, gate, yours: cost[key], reference: cost.reference?.[key], most: gate?.most, least: gate?.least };
  }).filter((row) => isNumber(row.yours) && (row.yours > 0 || row.gate));
  // a gate that looks at some operators only, or at another pass, has a bar of its own
  for (const gate of gates.filter((one) => !rows.some((row) => row.gate === one))) rows.push(ofGate(gate, [titleOf(gate), ", ", el("code", {}, gate.gate)]));
  return rows.map((row) => ({ ...row, top: topOf([row]) }));
}

const rowOf = (gate) => ROWS.find(([, counts]) => counts === gate.counts) ?? ["", "", gate.counts, count];
const titleOf = (gate) => rowOf(gate)[2];
const ofGate = (gate, title) => ({ title, show: rowOf(gate)[3], yours: gate.used, reference: gate.reference, most: gate.most, least: gate.least });

/** The cases that one gate holds in, from the smallest to the largest, on one scale. */
function growth(name, cases) {
  const found = cases.flatMap((one) => gatesOf(one).filter((fields) => fields.gate === name).map((fields) => ({ one, fields })));
  found.sort((a, b) => a.fields.reference - b.fields.reference || a.fields.used - b.fields.used);
  const few = found.length > MOST_CASES ? [...found.slice(0, MOST_CASES - 1), found.at(-1)] : found;
  const rows = few.map(({ one, fields }) => {
    const sizes = Object.entries(fields.sizes ?? {}).map(([size, value]) => `${size} ${plain(value)}`).join(", ");
    return ofGate(fields, [el("code", {}, one.name), sizes ? el("span", { class: "meta" }, ` ${sizes}`) : ""]);
  });
  const top = topOf(rows);
  if (rows.length < 2 || !top) return null;
  const [small, large] = [rows[0], rows.at(-1)], title = titleOf(found[0].fields);
  const times = (a, b) => (a > 0 ? `${b / a < 100 ? plain(b / a, 2) : count(b / a)} times` : null);
  const [theirs, yours] = [times(small.reference, large.reference), times(small.yours, large.yours)];
  return [el("h4", {}, `${title} from case to case`),
    theirs && yours ? el("p", { class: "meta" }, `From the smallest case to the largest the reference grows ${theirs}, yours ${yours}.`) : null,
    table(`${title} in each case`, "Case", rows.map((row) => ({ ...row, top })))];
}

/** Nothing where a report has no costs. */
export function costSection({ cost, cases = [] }) {
  const gates = gatesOf(cases.find((one) => one.name === cost?.case));
  const rows = cost ? totals(cost, gates) : [];
  if (!rows.length) return null;
  const traces = [cost.trace ?? {}, cost.reference?.trace ?? {}];
  const names = [...new Set(traces.flatMap(Object.keys))].sort((a, b) => (traces[0][b] ?? 0) - (traces[0][a] ?? 0));
  const operators = names.map((name) => ({ title: el("code", {}, name), show: count, top: 0, yours: traces[0][name] ?? 0, reference: cost.reference ? traces[1][name] ?? 0 : null }));
  const limited = rows.some((row) => within(row) !== null);
  return el("section", { "aria-label": "Cost" }, el("h3", {}, "Cost"),
    el("p", { class: "meta" }, isNumber(cost.seconds) ? "Counted; the time is the quickest of a few calls, and decides nothing" : "Counted, not timed", cost.case ? [", in ", el("code", {}, cost.case)] : "",
      `. The bar is yours${cost.reference ? ", the tick the reference" : ""}${limited ? ", the longer line the limit" : ""}.`),
    table("Cost", "What", rows),
    [...new Set(gates.map((gate) => gate.gate))].map((name) => growth(name, cases)),
    operators.length ? el("details", { class: "operators" }, el("summary", {}, "Each operator, and how often it ran"), table("Operators by name", "Operator", operators)) : null);
}
