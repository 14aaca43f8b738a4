// The tensors of a check: expected and yours on one scale of ink, and their difference in colour, centred on zero.
// A vector is drawn as bars, more dimensions as heat maps, plane by plane. One pointer or cursor marks all pictures.
import { el, hidden } from "./dom.js";
import { count, full, index, plain, size, toNumber } from "./format.js";
import { bounds, described, describedDifference, entry, oddities, spreadOfErrors, times } from "./inwords.js";
import { paintBars, paintMap, paintOverview } from "./paint.js";
import { slices } from "./slices.js";
import { Comparison, Part } from "./tensor.js";

const BESIDE = 12; // bars of a vector that still fit beside those of the others
let serial = 0;

/** One scale for both: that of the expected values, stretched for yours unless that would wash everything out. */
function sharedScale(base, other) {
  const [lo, hi] = bounds(base.finite), span = hi - lo || Math.abs(hi) || 1;
  const [l, h] = other?.finite.length ? bounds(other.finite) : [lo, hi];
  const low = l < lo - 3 * span ? lo - span / 2 : Math.min(lo, l), high = h > hi + 3 * span ? hi + span / 2 : Math.max(hi, h);
  return { low, high, clipped: l < low || h > high };
}

/** The pictures side by side: expected, yours, and the difference where there is one. */
function picturesOf({ e, a, comparison, title }, check) {
  const base = e ?? a, scale = sharedScale(base, e && a);
  const pictures = [], { mismatched = 0, total = 0 } = check;
  const add = (name, note, part, words, more) => pictures.push({
    title: name, note, part, values: part.values, integer: part.integer, rows: part.height, columns: part.width, ...scale, ...more,
    canvas: el("canvas", { role: "img", "aria-label": words }),
  });
  if (e) add("Expected", "", e, described("Expected values", e));
  if (a) add(title, e && scale.clipped ? "goes beyond the scale" : "", a,
    described(title === "Yours" ? "Your values" : title, a, total ? [`${count(mismatched)} of ${count(total)} outside the band`] : []));
  if (comparison) {
    // rounding inside the band is not to look like a mistake, so the scale never ends below the band
    const largest = Math.max(...bounds(comparison.off.filter(Number.isFinite)).map(Math.abs), ...comparison.e.values.map((_, i) => comparison.allowed(i)));
    const inBand = comparison.tolerance ? (i) => comparison.inBand(i) : null;
    add("Difference", "", e, describedDifference(comparison, check), {
      values: comparison.off, diff: true, low: -largest, high: largest, inBand, allowed: inBand && ((i) => comparison.allowed(i)),
    });
  }
  return { pictures, scale };
}

/** Arrow keys, pointer and focus over cells in `columns`; `point(i)` with -1 when they leave. `under(event)` finds the cell below the pointer. */
function walk(group, { columns, length, start, under, point }) {
  let at = -1;
  const go = (i) => { at = i; point(i); };
  group.addEventListener("pointermove", (event) => { const i = under(event); if (i >= 0 && i !== at) go(i); });
  group.addEventListener("pointerdown", (event) => { const i = under(event); if (i >= 0) go(i); });
  group.addEventListener("pointerleave", () => { if (!group.matches(":focus-visible")) go(-1); });
  group.addEventListener("blur", () => go(-1));
  group.addEventListener("focus", () => { if (group.matches(":focus-visible")) go(start()); });
  group.addEventListener("keydown", (event) => {
    const now = at < 0 ? start() : at, last = length - 1;
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, ArrowDown: now + columns, ArrowUp: now - columns, Home: now - (now % columns),
      End: Math.min(last, now - (now % columns) + columns - 1), PageUp: now % columns, PageDown: last - ((last - now) % columns) }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to >= 0 && to <= last) go(to);
  });
}

const cellUnder = (canvas, rows, columns) => (event) => {
  if (event.target !== canvas) return -1;
  const box = canvas.getBoundingClientRect(), clamp = (v, n) => Math.min(n - 1, Math.max(0, Math.floor(v * n)));
  return clamp((event.clientY - box.top) / box.height, rows) * columns + clamp((event.clientX - box.left) / box.width, columns);
};

/** Draws now, in another theme, and at another size. */
function kept(node, draw) {
  new ResizeObserver(draw).observe(node);
  const again = () => { if (node.isConnected) draw(); else document.removeEventListener("themechange", again); };
  document.addEventListener("themechange", again);
}

/** Of a tensor too large to draw: where in it the errors are, and which part the pictures show. */
function overviewOf(part, { height, width, rows, cols, worst }, say) {
  const [lines, across] = [part.shape.at(-2) ?? 1, part.shape.at(-1)], bad = worst.map(toNumber);
  const window = [part.cols[0] / across, part.rows[0] / lines, part.cols[1] / across, part.rows[1] / lines];
  const off = bad.filter((v) => v > 1).length, most = bad.indexOf(Math.max(...bad));
  const span = (from, by, end) => `${from * by} to ${Math.min(end, (from + 1) * by) - 1}`;
  const block = (i) => (lines > 1 ? `rows ${span(Math.floor(i / cols), height, lines)}, columns ${span(i % cols, width, across)}` : `entries ${span(i, width, across)}`);
  const told = (i) => (bad[i] <= 1 ? "all inside the band" : Number.isFinite(bad[i]) ? `at worst ${times(bad[i])} × the band` : "not finite, or outside any band");
  const words = `${off} of ${bad.length} blocks hold something outside the band; the worst is ${block(most)}, ${told(most)}`;
  const canvas = el("canvas", { role: "img", "aria-label": `The whole tensor in blocks. ${words}`, style: { "--w": String(cols), "--h": String(rows), "--widest": rows > 1 ? `${Math.min(320, Math.round((160 * cols) / rows))}px` : "none" } });
  const group = el("div", { class: "overview", tabindex: "0", role: "application", "aria-roledescription": "overview", "aria-label": "Overview in blocks. Arrow keys move from block to block." }, canvas);
  let cursor = -1;
  const draw = () => paintOverview({ canvas, rows, cols, worst: bad, window }, [cursor]);
  walk(group, { columns: cols, length: bad.length, start: () => most, under: cellUnder(canvas, rows, cols), point: (i) => { cursor = i; say(i < 0 ? null : [[block(i)], [told(i)]]); draw(); } });
  kept(group, draw);
  return el("figure", { class: "map whole" }, el("figcaption", {}, "All of it", el("span", {}, `the worst of each ${lines > 1 ? `${height} by ${width}` : width}, framed what is shown below`)), group);
}

function shownPart(part) {
  const span = ([from, to]) => (to - from > 1 ? `${from} to ${to - 1}` : from);
  if (part.rank === 1) return `entries ${span(part.cols)} of ${count(part.shape[0])}`;
  const window = part.windowed ? `rows ${span(part.rows)} and columns ${span(part.cols)}` : "all rows and columns";
  const planes = part.axes.map((kept_, dim) => (kept_.length < part.shape[dim] ? `${kept_.length} of ${part.shape[dim]} in dim ${dim}` : "")).filter(Boolean);
  return `${window} of ${size(part.shape)}${planes.length ? `; of the slices ${planes.join(", ")}` : ""}`;
}

/**
 * Pictures, what they are a part of, and a read-out of one entry. `check` has expected or actual, or both.
 * Null for what is no tensor of numbers with dimensions.
 */
export function viewer(check) {
  const { expected, actual, survey, first_bad_index: firstBad = null, title = "Yours" } = check;
  const [e, a] = [expected, actual].map((preview) => (preview?.kind === "tensor" ? new Part(preview) : null));
  if ((!e && !a) || [e, a].some((part) => part && (!part.values.length || !part.rank || /^complex/.test(part.dtype)))) return null;
  const comparison = e && a ? Comparison.of(check) : null, base = e ?? a;
  const { pictures, scale } = picturesOf({ e, a, comparison, title }, check);
  const first = comparison?.first ?? -1, worst = comparison && survey ? base.find(survey.worst) : -1;
  const bars = base.rank === 1, paint = bars ? paintBars : paintMap;
  let plane = base.opened, cursor = -1;

  // ---- the read-out
  const readout = el("output", { class: "readout" });
  const say = (told) => readout.replaceChildren(...(told ?? rest()).filter((line) => line.length).map((line) => el("span", {}, line.map((words) => el("span", {}, words)))));
  const mark = (i) => (i === first ? ["the first outside the band"] : i === worst ? ["the worst"] : []);
  const told = (i) => {
    const at = [index(base.index(i))];
    if (comparison) { const [values, errors] = entry(comparison, i, title === "Yours" ? "yours" : title); return [[at, ...values], [...errors, ...mark(i)]]; }
    return [[at, `${e && a ? "expected " : ""}${full(base.values[i], base.integer)}`]];
  };
  const rest = () => {
    const i = [first, worst].find((one) => one >= 0 && Math.floor(one / base.area) === plane);
    return i === undefined ? [[bars || base.rank === 2 ? "" : `Slice ${index([...base.leading(plane), "…", "…"])}`]] : told(i);
  };

  // ---- drawing: what cannot be compared shows its own first plane
  const draw = () => pictures.forEach((picture, n) => {
    const own = comparison || n === 0, from = (own ? plane : picture.part.opened) * picture.part.area;
    paint(picture, from, new Set([picture.part.find(firstBad), own ? cursor : -1]));
  });
  const stacked = bars ? base.width > BESIDE : base.width > 3 * base.height && base.width > 8;
  const about = `about-${serial += 1}`;
  const group = el("div", {
    class: `maps${stacked ? " stacked" : ""}${bars ? " bars-of" : ""}`, tabindex: "0", role: "application", "aria-roledescription": bars ? "bars" : "heat map",
    "aria-label": bars ? "Bars. Arrow keys move from entry to entry." : "Heat maps. Arrow keys move from cell to cell.", "aria-describedby": about, style: { "--n": String(pictures.length) },
  }, pictures.map(({ title: name, note, canvas, rows, columns }) => {
    canvas.style.setProperty("--w", String(columns));
    canvas.style.setProperty("--h", String(rows));
    canvas.style.setProperty("--most", `${Math.min(Math.max(rows * 34, 34), 420)}px`);
    canvas.style.setProperty("--widest", `${columns * 64}px`);
    return el("figure", { class: "map" }, el("figcaption", {}, name, note ? el("span", {}, note) : null), canvas);
  }));
  walk(group, {
    columns: base.width, length: base.area,
    start: () => [first, worst].map((i) => i - plane * base.area).find((i) => i >= 0 && i < base.area) ?? 0,
    under: (event) => {
      const picture = pictures.find(({ canvas }) => canvas === event.target);
      return picture && (comparison || picture === pictures[0]) ? cellUnder(picture.canvas, picture.rows, picture.columns)(event) : -1;
    },
    point: (i) => { cursor = i < 0 ? -1 : plane * base.area + i; say(cursor < 0 ? null : told(cursor)); draw(); },
  });
  kept(group, draw);
  const chosen = slices(base, { off: comparison && survey?.planes, onPick: (to) => { plane = to; cursor = -1; say(null); draw(); } });
  say(null);

  // ---- what the colours mean, and what is left out
  const seen = new Set([e, a].flatMap((part) => (part ? oddities(part.values).map((words) => words.split(" ")[1]) : [])));
  const top = comparison ? pictures[2].high : 0;
  const legends = el("div", { class: "legends", "aria-hidden": "true" },
    bars ? el("span", {}, `${plain(scale.low, 3)} to ${plain(scale.high, 3)}`) : el("span", {}, plain(scale.low, 3), el("i", { class: "ramp" }), plain(scale.high, 3)),
    comparison?.off.some((v, i) => Number.isFinite(v) && !comparison.inBand(i)) ? el("span", {}, `too small ${plain(-top, 3)}`, el("i", { class: "ramp diff" }), `+${plain(top, 3)} too large`) : null,
    bars && comparison?.tolerance ? el("span", {}, el("i", { class: "allowed" }), "allowed") : null,
    [...seen].map((name) => el("span", {}, el("i", { class: `odd ${{ NaN: "nan", "+∞": "up", "−∞": "down" }[name]}` }), name)),
    first >= 0 ? el("span", {}, el("i", { class: "ring" }), `first outside the band: ${index(firstBad)}`) : null);
  const words = comparison ? [
    describedDifference(comparison, check),
    survey?.histogram ? `Of all errors ${spreadOfErrors(survey.histogram)}` : "",
    ...[["First outside the band", first], ["Worst", worst]].filter(([, i]) => i >= 0).map(([name, i]) => `${name}: ${index(base.index(i))}, ${entry(comparison, i).flat().join(", ")}`),
  ].filter(Boolean).map((text) => `${text}.`).join(" ") : `${pictures.map(({ canvas }) => canvas.getAttribute("aria-label")).join(". ")}.`;
  const part = [e, a].find((one) => one && !one.whole);
  return el("div", { class: "heat" },
    comparison && survey?.overview ? overviewOf(base, survey.overview, (lines) => say(lines)) : null,
    chosen, group, legends, readout, el("p", { class: "vh", id: about }, words),
    part ? el("p", { class: "meta" }, `Shown: ${shownPart(part)}`, comparison && survey ? ", with the worst among them." : ".") : null,
    e && a && !comparison ? el("p", { class: "meta" }, "The shapes differ, so there is no difference to draw.") : null);
}

/** A single number, in figures. Null where there is nothing to compare. */
export function scalar(check) {
  const comparison = Comparison.of(check);
  if (!comparison || comparison.off.length !== 1 || comparison.e.rank) return null;
  const { e, a, off } = comparison, whole = e.integer && a.integer, [, errors] = entry(comparison, 0);
  const figure = (name, v, tone = "") => el("div", {}, el("dt", {}, name), el("dd", { class: tone }, full(v, whole)));
  return el("div", { class: "heat" },
    el("dl", { class: "figures" }, figure("Expected", e.values[0]), figure("Yours", a.values[0]), figure("Difference", off[0], comparison.inBand(0) ? "" : off[0] > 0 ? "high" : "low")),
    el("p", { class: "readout" }, hidden("The error: "), el("span", {}, errors.map((words) => el("span", {}, words)))));
}
