// One check of a case: the relation in a sentence, pictures, shape and type, the error against the band, numbers.
import { el, icon, sentence } from "./dom.js";
import { asPython, asText, count, full, index, isInteger, plain, shape, toNumber } from "./format.js";
import { difference, Grid, heatMaps } from "./heatmap.js";

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

const allowedAt = (tolerance, expected) => tolerance.atol + tolerance.rtol * Math.abs(expected);

/** Cells worth a number: the first bad one, then the worst, then whatever differs most. */
function compared(check) {
  const { expected, actual, tolerance } = check;
  if (expected?.kind !== "tensor" || actual?.kind !== "tensor") return null;
  if (String(expected.shape) !== String(actual.shape) || String(expected.axes) !== String(actual.axes)) return null;
  const e = new Grid(expected), a = new Grid(actual), off = difference(e, a);
  if (String(e.index(0)) !== String(a.index(0))) return null;
  const badness = (i) => {
    if (off[i] === 0) return 0;
    if (!Number.isFinite(off[i])) return Infinity;
    const allowed = tolerance ? allowedAt(tolerance, e.values[i]) : 0;
    return allowed > 0 ? Math.abs(off[i]) / allowed : Math.abs(off[i]) || 0;
  };
  const first = e.cell(check.first_bad_index);
  const order = off.map((_, i) => i).sort((i, j) => badness(j) - badness(i) || Math.abs(off[j]) - Math.abs(off[i]));
  return { e, a, off, badness, first, order };
}

function numbersTable(check, cmp, { all = false } = {}) {
  const { e, a, off, badness, first, order } = cmp, whole = isInteger(check.expected) && isInteger(check.actual);
  const worst = order[0];
  const rows = all ? off.map((_, i) => i) : [...new Set([...(first >= 0 ? [first] : []), ...order.filter((i) => badness(i) > (check.tolerance ? 1 : 0)).slice(0, 4)])].slice(0, 4);
  if (!rows.length) rows.push(...order.slice(0, 3));
  const ratio = (i) => { const r = badness(i); return !check.tolerance ? "" : r === Infinity ? "∞" : r < 0.995 ? plain(r, 2) : count(r); };
  return el("table", { class: "numbers" },
    el("caption", { class: "vh" }, all ? "All values" : "The first bad value and the worst"),
    el("thead", {}, el("tr", {}, [check.expected.shape.length ? "Index" : "", "Expected", "Yours", "Difference"].map((h) => el("th", { scope: "col" }, h)),
      check.tolerance ? el("th", { scope: "col", class: "hide-s" }, "× band") : null)),
    el("tbody", {}, rows.map((i) => el("tr", { class: i === first ? "first" : null },
      el("th", { scope: "row" }, e.index(i).length ? index(e.index(i)) : "the value", off.length === 1 ? "" : i === first ? " first" : i === worst && !all && badness(i) > 0 ? " worst" : ""),
      [e.values[i], a.values[i], off[i]].map((v) => el("td", {}, full(v, whole))),
      check.tolerance ? el("td", { class: "hide-s" }, ratio(i)) : null))));
}

function numbers(check) {
  const cmp = compared(check);
  if (!cmp || check.status !== "failed" && cmp.off.length > 64) return null;
  const scalar = !check.expected.shape.length;
  const box = el("div", { class: "scroll-x" }, numbersTable(check, cmp));
  const buttons = [];
  if (!scalar && cmp.off.length > 4) {
    const more = el("button", { type: "button", class: "btn bare sm", "aria-expanded": "false" }, `All ${count(cmp.off.length)} numbers`);
    more.addEventListener("click", () => {
      const open = more.getAttribute("aria-expanded") !== "true";
      more.setAttribute("aria-expanded", open);
      more.textContent = open ? "Only the worst" : `All ${count(cmp.off.length)} numbers`;
      box.replaceChildren(numbersTable(check, cmp, { all: open }));
    });
    buttons.push(more);
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

/** Shape, type and layout of both, with what differs marked. Layout is never judged, so it is only said. */
function fields(check) {
  const { expected, actual } = check.fields ?? {};
  if (!expected || !actual) return null;
  const columns = [["shape", "Shape", shape], ["dtype", "Type", String], ["stride", "Stride", shape]]
    .filter(([key]) => expected[key] !== undefined && actual[key] !== undefined && expected[key] !== null && actual[key] !== null);
  if (!columns.length) return null;
  return el("div", { class: "scroll-x" }, el("table", { class: "fields" }, el("caption", { class: "vh" }, "Shape, type and layout"),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "vh" }, "Which")), columns.map(([, title]) => el("th", { scope: "col" }, title)))),
    el("tbody", {},
      el("tr", {}, el("th", { scope: "row" }, "Expected"), columns.map(([key, , show]) => el("td", {}, show(expected[key])))),
      el("tr", {}, el("th", { scope: "row" }, "Yours"), columns.map(([key, , show]) => {
        if (String(expected[key]) === String(actual[key])) return el("td", {}, show(actual[key]));
        return el("td", { class: "differs" }, el("b", {}, show(actual[key])), el("span", {}, key === "stride" ? "differs, not judged" : "differs"));
      })))));
}

/** The largest error on a logarithmic axis, beside what is allowed and what an honest solution has. */
function band(check) {
  const { tolerance } = check, yours = toNumber(check.max_abs);
  if (!tolerance || Number.isNaN(yours) || !check.total) return null;
  const cmp = compared(check);
  const at = cmp && cmp.order.length ? cmp.e.values[cmp.order[0]] : 0;
  const allowed = allowedAt(tolerance, Number.isFinite(at) ? at : 0);
  if (!(allowed > 0)) return null;
  const floor = tolerance.floor > 0 ? tolerance.floor : null;
  const known = [floor, allowed, yours > 0 && yours < Infinity ? yours : null].filter(Boolean).map(Math.log10);
  const lo = Math.min(...known) - 1, hi = Math.max(...known, Math.log10(allowed) + 1) + 0.6;
  const place = (v) => `${Math.min(98, Math.max(1, ((Math.log10(v) - lo) / (hi - lo)) * 100)).toFixed(1)}%`;
  const you = yours > 0 ? place(Math.min(yours, 1e300)) : "0.6%", limit = place(allowed), ok = check.status === "passed";
  const dtype = check.fields?.expected?.dtype ?? check.expected?.dtype ?? "";
  const times = yours / allowed, much = times >= 2 && times < Infinity ? `${count(times)} × the band` : "";
  const right = parseFloat(you) > 50;
  return el("div", {
    class: "band", role: "img",
    "aria-label": `Error on a logarithmic axis. ${floor ? `Floor of an honest ${dtype} solution ${plain(floor, 2)}, a` : "A"}llowed up to ${plain(allowed, 2)}, yours ${plain(yours, 2)}${much ? `: ${much}` : ""}`,
  },
    el("div", { class: "band-title" }, el("b", {}, "Largest error"), ", against what is allowed"),
    el("div", { class: `axis${ok ? " inside" : ""}`, style: { "--lo": floor ? place(floor) : "0%", "--hi": limit, "--at": you } },
      el("span", { class: "ok" }), floor ? el("span", { class: "floor" }) : null, el("span", { class: "you" }),
      floor ? el("span", { class: "lab dn", style: { left: place(floor), "--shift": parseFloat(place(floor)) < 14 ? "0" : "-50%" } }, `honest ${dtype} ${plain(floor, 2)}`) : null,
      el("span", { class: `lab up good ${parseFloat(limit) > 24 ? "r" : ""}`, style: { left: limit } }, `allowed ${plain(allowed, 2)}`),
      el("span", { class: `lab ${ok || Math.abs(parseFloat(you) - parseFloat(limit)) < 22 ? "dn" : "up"} you-lab ${right ? "r" : ""}`, style: { left: you } }, `yours ${plain(yours, 2)}${much ? `, ${much}` : ""}`)));
}

function values(check) {
  const { expected, actual } = check;
  if (!expected && !actual) return null;
  const tensors = [expected, actual].every((p) => p?.kind === "tensor");
  if (tensors && (expected.shape.length || actual.shape.length)) {
    const maps = heatMaps(check);
    if (maps) return maps;
  }
  if (tensors && compared(check)) return null; // two scalars: the numbers table says it all
  const one = (title, preview) => el("div", {}, el("h4", { class: "meta" }, title),
    el("pre", { class: "example", tabindex: "0", role: "group", "aria-label": title }, preview ? asText(preview) : "nothing"));
  return el("div", { class: "pair values" }, one("Expected", expected), one("Yours", actual));
}

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
  return [
    check.message && !said.includes(check.message) ? el("p", { class: "relation" }, el("span", {}, sentence(check.message))) : null,
    values(check), fields(check), band(check), worst(check), numbers(check),
  ];
}

/** The error of a check on a line of 92 px: where it lies, in words for those who do not see it. */
export function tiny(check) {
  const { tolerance } = check, yours = toNumber(check.max_abs);
  if (check.status === "skipped" || !tolerance || Number.isNaN(yours)) return "";
  const cmp = compared(check), at = cmp?.order.length ? cmp.e.values[cmp.order[0]] : 0;
  const times = yours / (allowedAt(tolerance, Number.isFinite(at) ? at : 0) || 1);
  const place = Number.isFinite(times) ? 40 + 8 * Math.log10(Math.max(times, 1e-5)) : 98;
  const ok = check.status === "passed";
  return el("span", {
    class: `tiny${ok ? " ok" : ""}`, role: "img", "aria-label": ok ? "inside the band" : "outside the band",
    style: { "--at": `${Math.min(97, Math.max(2, ok ? Math.min(place, 38) : Math.max(place, 43)))}%` },
  });
}

export function previewText(values) {
  return values.map(({ name, value }) => {
    const pad = " ".repeat(name.length + 3);
    return `${name} = ${asText(value).replaceAll("\n", `\n${pad}`)}`;
  }).join("\n");
}
