// One check of a case: the relation in a sentence, pictures, the errors against the band, shape and type, numbers.
import { band } from "./band.js";
import { el, icon, sentence } from "./dom.js";
import { asPython, asText, count, full, index, plain, shape, toNumber } from "./format.js";
import { times } from "./inwords.js";
import { Comparison } from "./tensor.js";
import { scalar, viewer } from "./viewer.js";

const ROWS = 256; // of the table of all numbers, at a time

export const isGradient = (check) => check.name.startsWith("grad ");
export const gradientOf = (check) => check.name.slice(5).replace(/^weights\./, "");
export function checkTitle(check) {
  if (check.name === "forward") return "Output";
  if (isGradient(check)) return `Gradient of ${gradientOf(check)}`;
  return check.name.includes(" ") ? check.name[0].toUpperCase() + check.name.slice(1) : check.name; // names of outputs stay as they are
}

export function checkCount(check) {
  if (check.status === "skipped") return "not run";
  if (check.status === "passed") return "";
  if (check.mismatched && check.total > 1) return `${count(check.mismatched)} of ${count(check.total)} off`;
  return "failed";
}

/** Rows worth a number: the first bad one, then the worst; with `all`, so many of all in their order. */
function numbersTable(check, comparison, all = 0) {
  const { e, a, off, first, order, tolerance } = comparison, whole = e.integer && a.integer;
  const bad = order.filter((i) => comparison.badness(i) > (tolerance ? 1 : 0)).slice(0, 4);
  let rows = all ? off.slice(0, all).map((_, i) => i) : [...new Set(first >= 0 ? [first, ...bad] : bad)].slice(0, 4);
  if (!rows.length) rows = order.slice(0, 3);
  const note = (i) => (i === first ? " first" : i === order[0] && !all && comparison.badness(i) > 0 ? " worst" : "");
  const ratio = (i) => { const r = comparison.badness(i); return r === Infinity ? "∞" : r < 0.995 ? plain(r, 2) : times(r); };
  return el("table", { class: "numbers" },
    el("caption", { class: "vh" }, all ? "All values" : "The first bad value and the worst"),
    el("thead", {}, el("tr", {}, ["Index", "Expected", "Yours", "Difference"].map((h) => el("th", { scope: "col" }, h)),
      tolerance ? el("th", { scope: "col", class: "hide-s" }, "× band") : null)),
    el("tbody", {}, rows.map((i) => el("tr", { class: i === first ? "first" : null },
      el("th", { scope: "row" }, index(e.index(i)), note(i)),
      [e.values[i], a.values[i], off[i]].map((v) => el("td", {}, full(v, whole))),
      tolerance ? el("td", { class: "hide-s" }, ratio(i)) : null))));
}

function numbers(check, comparison) {
  if (!comparison || (check.status !== "failed" && comparison.off.length > 64)) return null;
  const n = comparison.off.length, table = comparison.e.rank > 0;
  const box = table ? wide("Numbers", numbersTable(check, comparison)) : null;
  const buttons = [];
  if (table && n > 4) {
    const name = comparison.e.whole ? `All ${count(n)} numbers` : `All ${count(n)} that are here`;
    const more = el("button", { type: "button", class: "btn bare sm", "aria-expanded": "false" }, name);
    const further = el("button", { type: "button", class: "btn bare sm", hidden: true });
    let shown = 0;
    const draw = () => {
      more.setAttribute("aria-expanded", String(shown > 0));
      more.textContent = shown ? "Only the worst" : name;
      further.hidden = !shown || shown >= n;
      further.textContent = `${count(Math.min(ROWS, n - shown))} more`;
      box.replaceChildren(numbersTable(check, comparison, shown));
    };
    more.addEventListener("click", () => { shown = shown ? 0 : ROWS; draw(); });
    further.addEventListener("click", () => { shown += ROWS; draw(); });
    buttons.push(more, further);
  }
  const texts = [asPython("expected", check.expected), asPython("yours", check.actual)];
  if (texts.every(Boolean) && navigator.clipboard) {
    const copy = el("button", { type: "button", class: "btn bare sm" }, icon("copy"), el("span", {}, "Copy as Python"));
    copy.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(`${texts.join("\n")}\n`); copy.lastChild.textContent = "Copied"; }
      catch { copy.lastChild.textContent = "Not copied: the browser refused"; }
      setTimeout(() => { copy.lastChild.textContent = "Copy as Python"; }, 2000);
    });
    buttons.push(copy);
  }
  return [box, buttons.length ? el("p", { class: "acts numbers-acts" }, buttons) : null];
}

/** A table that may be wider than a phone: then it is scrolled, by keyboard too. */
const wide = (label, table) => el("div", { class: "scroll-x", tabindex: "0", role: "group", "aria-label": label }, table);

const TRUTH = (on) => (on ? "True" : "False");
/** Of a dimension of size 1 the stride says nothing. */
const alike = (key, expected, actual) => (key === "stride" && String(expected.shape) === String(actual.shape)
  ? actual.stride.every((step, dim) => actual.shape[dim] === 1 || step === expected.stride[dim]) : String(expected[key]) === String(actual[key]));
/** What is not judged as such, or by another check. */
const aside = (key, yours) => ({ stride: "differs, not judged", requires_grad: yours ? "differs, not judged" : "differs: the graph is cut" }[key] ?? "differs");

/** What both are beside their values, with what differs marked. Layout is never judged, so it is only said. */
function fields(check) {
  const { expected, actual } = check.fields ?? {};
  if (!expected || !actual) return null;
  const columns = [["shape", "Shape", shape], ["dtype", "Type", String], ["stride", "Stride", shape], ["device", "Device", String], ["requires_grad", "requires_grad", TRUTH]]
    .filter(([key]) => (expected[key] ?? null) !== null && (actual[key] ?? null) !== null);
  if (!columns.length) return null;
  return wide("What both are", el("table", { class: "fields" }, el("caption", { class: "vh" }, "Shape, type, layout, device, and whether a gradient is required"),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "vh" }, "Which")), columns.map(([, title]) => el("th", { scope: "col" }, title)))),
    el("tbody", {},
      el("tr", {}, el("th", { scope: "row" }, "Expected"), columns.map(([key, , show]) => el("td", {}, show(expected[key])))),
      el("tr", {}, el("th", { scope: "row" }, "Yours"), columns.map(([key, , show]) => {
        if (alike(key, expected, actual)) return el("td", {}, show(actual[key]));
        return el("td", { class: "differs" }, el("b", {}, show(actual[key])), el("span", {}, aside(key, actual[key])));
      })))));
}

function values(check) {
  const { expected, actual } = check;
  if (!expected && !actual) return unseen(check);
  const pictures = scalar(check) ?? viewer(check);
  if (pictures) return pictures;
  const one = (title, preview) => el("div", {}, el("p", { class: "meta" }, title),
    el("pre", { class: "example", tabindex: "0", role: "group", "aria-label": title }, preview ? asText(preview) : "nothing"));
  return el("div", { class: "pair values" }, one("Expected", expected), one("Yours", actual));
}

/** Nobody should wonder where a picture is. */
const unseen = (check) => (check.status === "failed" && check.tolerance && check.mismatched
  ? el("p", { class: "meta unseen" }, "No picture here: once a case has failed, hidden ones are told in words.") : null);

const worst = (check) => {
  const parts = [], finite = (v) => v !== null && v !== undefined && Number.isFinite(toNumber(v));
  if (finite(check.max_abs)) parts.push(`largest error ${plain(check.max_abs)}`);
  if (finite(check.max_rel)) parts.push(`largest relative error ${plain(check.max_rel, 3)}`);
  if (typeof check.ulp === "number" && check.ulp > 0 && check.ulp < 1e5) parts.push(`${count(check.ulp)} units in the last place`);
  if (!parts.length) return null;
  const text = parts.join(", ");
  return el("p", { class: "meta worst" }, `${text[0].toUpperCase()}${text.slice(1)}.`);
};

/** `said` is what already stands above, so that nothing is said twice. */
export function checkPanel(check, said = "") {
  const comparison = Comparison.of(check);
  return [
    check.message && !said.includes(check.message) ? el("p", { class: "relation" }, el("span", {}, sentence(check.message))) : null,
    values(check), band(check, comparison), fields(check), worst(check), numbers(check, comparison),
  ];
}

export function previewText(values) {
  return values.map(({ name, value }) => {
    const pad = " ".repeat(name.length + 3);
    return `${name} = ${asText(value).replaceAll("\n", `\n${pad}`)}`;
  }).join("\n");
}
