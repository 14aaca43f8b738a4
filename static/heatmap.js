// Heat maps of tensors on a canvas. Values are ink, on one scale for expected and yours; only differences have colour,
// centred on zero. NaN and the infinities are drawn apart from every number. One pointer or cursor marks all maps.
import { el } from "./dom.js";
import { full, index, isInteger, plain, short, size, toNumber } from "./format.js";

const INK = ["--val-0", "--val-1", "--val-2"];
const DIFF = ["--diff-2n", "--diff-1n", "--diff-0", "--diff-1p", "--diff-2p"];
const ROW = 32; // a vector longer than this is wrapped

// ---- colours: tokens, as the browser resolves them in the theme of now
let probe = null, paint = null;
const known = new Map();
document.addEventListener("themechange", () => known.clear());
function rgb(name) {
  if (known.has(name)) return known.get(name);
  probe ??= document.body.appendChild(el("i", { hidden: true, style: { "forced-color-adjust": "none" } }));
  paint ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  probe.style.color = `var(${name})`;
  paint.clearRect(0, 0, 1, 1);
  paint.fillStyle = getComputedStyle(probe).color;
  paint.fillRect(0, 0, 1, 1);
  const colour = [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  known.set(name, colour);
  return colour;
}
function ramp(stops, at) {
  const x = Math.min(Math.max(at, 0), 1) * (stops.length - 1), i = Math.min(Math.floor(x), stops.length - 2), f = x - i;
  return stops[i].map((c, k) => Math.round(c + (stops[i + 1][k] - c) * f));
}
const linear = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
const css = (c) => `rgb(${c})`;

// ---- a preview as a grid of cells
export class Grid {
  constructor(preview) {
    const { shape, rows, cols, lead = [], values } = preview;
    this.preview = preview;
    const area = (rows[1] - rows[0]) * (cols[1] - cols[0]), kept = preview.axes ?? lead.map((i) => [i]);
    const plane = kept.reduce((at, axis, dim) => at * axis.length + Math.max(0, axis.indexOf(lead[dim])), 0);
    this.values = values.slice(plane * area, (plane + 1) * area).map(toNumber);
    this.integer = isInteger(preview);
    this.flat = shape.length < 2;
    this.width = cols[1] - cols[0];
    this.lead = lead;
    this.top = rows[0];
    this.left = cols[0];
    this.wrapped = this.flat && this.width > ROW;
    this.columns = this.wrapped ? ROW : Math.max(1, this.width);
    this.lines = Math.max(1, Math.ceil(this.values.length / this.columns));
    this.partial = this.values.length < shape.reduce((a, b) => a * b, 1);
  }
  /** Where cell i sits in the whole tensor. */
  index(i) {
    if (!this.preview.shape.length) return [];
    if (this.flat) return [this.left + i];
    return [...this.lead, this.top + Math.floor(i / this.width), this.left + (i % this.width)];
  }
  cell(at) {
    if (!at || at.length !== this.preview.shape.length) return -1;
    if (!at.length) return 0;
    if (this.flat) return at[0] - this.left < this.values.length ? at[0] - this.left : -1;
    const r = at.at(-2) - this.top, c = at.at(-1) - this.left;
    const same = this.lead.every((v, k) => v === at[k]);
    return same && r >= 0 && c >= 0 && c < this.width && r * this.width + c < this.values.length ? r * this.width + c : -1;
  }
  get finite() { return this.values.filter(Number.isFinite); }
}

/** Yours minus expected, cell by cell; equal infinities and two NaN count as equal. */
export function difference(expected, actual) {
  return expected.values.map((e, i) => {
    const a = actual.values[i];
    return Object.is(e, a) || (Number.isNaN(e) && Number.isNaN(a)) ? 0 : a - e;
  });
}

const range = (numbers) => (numbers.length ? [Math.min(...numbers), Math.max(...numbers)] : [0, 0]);

/** One scale for both: that of the expected values, stretched for yours unless that would wash everything out. */
function sharedScale(expected, actual) {
  const [lo, hi] = range(expected.finite), span = hi - lo || Math.abs(hi) || 1;
  const [l, h] = actual ? range(actual.finite) : [lo, hi];
  const low = l < lo - 3 * span ? lo - span / 2 : Math.min(lo, l), high = h > hi + 3 * span ? hi + span / 2 : Math.max(hi, h);
  return { low, high, clipped: l < low || h > high };
}

// ---- drawing
function odd(g, v, x, y, w, h) {
  g.save();
  g.beginPath();
  g.rect(x, y, w, h);
  g.clip();
  if (Number.isNaN(v)) { // hatched
    g.fillStyle = css(rgb("--bad-wash"));
    g.fillRect(x, y, w, h);
    g.strokeStyle = css(rgb("--bad"));
    g.lineWidth = w > 12 ? 1.5 : 1;
    const step = w > 12 ? 6 : 3;
    if (w > 28) { g.strokeRect(x + 1, y + 1, w - 2, h - 2); } else {
      for (let k = -h; k < w; k += step) { g.beginPath(); g.moveTo(x + k, y + h); g.lineTo(x + k + h, y); g.stroke(); }
    }
  } else { // a triangle, pointing where it went
    g.fillStyle = css(rgb("--warn-wash"));
    g.fillRect(x, y, w, h);
    g.fillStyle = g.strokeStyle = css(rgb("--warn"));
    if (w > 28) { g.lineWidth = 1.5; g.strokeRect(x + 1, y + 1, w - 2, h - 2); } else {
      const up = v > 0;
      g.beginPath();
      g.moveTo(x, up ? y + h : y); g.lineTo(x + w, up ? y + h : y); g.lineTo(x + w / 2, up ? y : y + h);
      g.fill();
    }
  }
  g.restore();
}

function draw(map, marked, cursor) {
  const { canvas, grid, values } = map, box = canvas.getBoundingClientRect();
  if (!box.width) return;
  const dpr = devicePixelRatio || 1, g = canvas.getContext("2d");
  const w = box.width, cw = w / grid.columns, ch = box.height / grid.lines;
  canvas.width = Math.round(w * dpr);
  canvas.height = Math.round(box.height * dpr);
  g.scale(dpr, dpr);
  const gap = cw > 14 && ch > 12 ? 2 : cw > 6 && ch > 6 ? 1 : 0, stops = (map.diff ? DIFF : INK).map(rgb);
  const onLight = rgb("--on-light"), onDark = rgb("--on-dark"), mono = getComputedStyle(document.documentElement).getPropertyValue("--mono");
  g.textAlign = "center";
  g.textBaseline = "middle";
  const top = map.diff ? map.high : Math.max(Math.abs(map.low), Math.abs(map.high));
  values.forEach((v, i) => {
    const x = (i % grid.columns) * cw, y = Math.floor(i / grid.columns) * ch, iw = cw - gap, ih = ch - gap;
    let ink;
    if (Number.isFinite(v)) {
      const c = ramp(stops, map.diff ? (map.high ? v / map.high / 2 + 0.5 : 0.5) : (v - map.low) / (map.high - map.low || 1));
      ink = contrast(c, onLight) > contrast(c, onDark) ? onLight : onDark;
      g.fillStyle = css(c);
      g.beginPath();
      g.roundRect(x, y, iw, ih, gap);
      g.fill();
    } else {
      odd(g, v, x, y, iw, ih);
      ink = rgb(Number.isNaN(v) ? "--bad" : "--warn");
    }
    if (cw > 28 && ch > 15) {
      const text = grid.integer && Math.abs(v) < 1e5 ? full(v, true) : map.inBand ? (map.inBand(i) ? "0" : short(v, 0)) : short(v, top);
      g.fillStyle = css(ink);
      g.globalAlpha = map.diff && text === "0" ? 0.6 : 1;
      g.font = `${cw > 44 ? 12 : text.length > 4 ? 9 : 10.5}px ${mono}`;
      g.fillText(text, x + iw / 2, y + ih / 2 + 0.5, iw - 2);
      g.globalAlpha = 1;
    }
  });
  for (const i of new Set([marked, cursor])) {
    if (i < 0 || i >= values.length) continue;
    const x = (i % grid.columns) * cw, y = Math.floor(i / grid.columns) * ch, iw = cw - gap, ih = ch - gap;
    if (iw > 9) { g.lineWidth = 2; g.strokeStyle = css(rgb("--bg")); g.strokeRect(x + 2.5, y + 2.5, iw - 5, ih - 5); }
    g.lineWidth = iw > 9 ? 2 : 1.5;
    g.strokeStyle = css(rgb("--ink"));
    g.strokeRect(x + 1, y + 1, Math.max(iw - 2, 2), Math.max(ih - 2, 2));
  }
}

// ---- words for those who do not see the picture
function oddities(values) {
  const n = { NaN: 0, "+∞": 0, "−∞": 0 };
  for (const v of values) if (Number.isNaN(v)) n.NaN += 1; else if (!Number.isFinite(v)) n[v > 0 ? "+∞" : "−∞"] += 1;
  return Object.entries(n).filter(([, k]) => k).map(([name, k]) => `${k} ${name}`);
}
function spread(grid) {
  const numbers = grid.finite;
  if (!numbers.length) return "no finite value";
  const [lo, hi] = range(numbers);
  return lo === hi ? `all ${plain(lo)}` : `from ${plain(lo)} to ${plain(hi)}`;
}
function describe(name, grid, more = []) {
  const part = grid.partial ? `, a part of ${size(grid.preview.shape)}` : "";
  const dims = grid.flat ? `${grid.values.length} values` : `${Math.ceil(grid.values.length / grid.width)} by ${grid.width}`;
  return [`${name}, ${dims}${part}, ${spread(grid)}`, ...oddities(grid.values), ...more].join("; ");
}
function describeDifference(grid, values, mismatched, total) {
  const worst = values.reduce((best, v, i) => (Math.abs(v) > Math.abs(values[best]) || !Number.isFinite(v) ? (Number.isFinite(values[best]) ? i : best) : best), 0);
  const low = values.filter((v) => v < 0).length, high = values.filter((v) => v > 0).length;
  return [
    "Difference, yours minus expected", `${mismatched} of ${total} values outside the band`, `${low} too small, ${high} too large`,
    values.length ? `largest ${plain(values[worst])} at ${index(grid.index(worst))}` : "", ...oddities(values),
  ].filter(Boolean).join("; ");
}

/**
 * Maps of one check: expected, yours and (when the shapes agree) the difference.
 * Returns the figure group with its legend and read-out, or null for what is not a tensor of numbers.
 */
export function heatMaps({ expected, actual, tolerance = null, mismatched = 0, total = 0, first_bad_index: firstBad = null, title = "Yours" }) {
  if (expected?.kind !== "tensor" && actual?.kind !== "tensor") return null;
  const e = expected?.kind === "tensor" ? new Grid(expected) : null, a = actual?.kind === "tensor" ? new Grid(actual) : null;
  if ([e, a].some((g) => g && (!g.values.length || !g.preview.shape.length))) return null;
  const comparable = !!(e && a && e.values.length === a.values.length && String(e.preview.shape) === String(a.preview.shape)
    && String(e.index(0)) === String(a.index(0)));
  const base = e ?? a, scale = sharedScale(base, e && a ? a : null);
  const maps = [];
  const canvas = (label) => el("canvas", { role: "img", "aria-label": label });
  const add = (title, note, map) => maps.push({ title, note, ...map });
  const bounds = `${plain(scale.low, 3)} to ${plain(scale.high, 3)}`;
  if (e) add("Expected", bounds, { grid: e, values: e.values, ...scale, canvas: canvas(describe("Expected values", e)) });
  if (a) add(title, e ? (scale.clipped ? "goes beyond the scale" : "same scale") : bounds, {
    grid: a, values: a.values, ...scale, canvas: canvas(describe(title === "Yours" ? "Your values" : title, a, total ? [`${mismatched} of ${total} outside the band`] : [])),
  });
  let top = 0;
  if (comparable) {
    const values = difference(e, a);
    // rounding inside the band is not to look like a mistake, so the scale never ends below the band
    const allowed = tolerance ? tolerance.atol + tolerance.rtol * Math.max(0, ...e.finite.map(Math.abs)) : 0;
    top = Math.max(allowed, ...values.filter(Number.isFinite).map(Math.abs));
    add("Difference", "yours − expected", { grid: e, values, diff: true, high: top, inBand: tolerance && ((i) => Math.abs(values[i]) <= tolerance.atol + tolerance.rtol * Math.abs(e.values[i])), canvas: canvas(describeDifference(e, values, mismatched, total)) });
  }

  const marked = base.cell(firstBad);
  const rest = () => (marked >= 0 ? `${say(marked)}, the first outside the band` : "");
  const say = (i) => {
    const parts = [index(base.index(i))];
    if (e && i < e.values.length) parts.push(`expected ${full(e.values[i], e.integer)}`);
    if (a && i < a.values.length && (comparable || !e)) parts.push(`${title === "Yours" ? "yours " : ""}${full(a.values[i], a.integer)}`);
    if (comparable) parts.push(`difference ${full(maps[2].values[i], e.integer)}`);
    return parts.join("  ");
  };
  const readout = el("output", { class: "readout" }, rest());
  let cursor = -1;
  const redraw = () => { for (const map of maps) draw(map, map.grid.cell(firstBad), comparable || map === maps[0] ? cursor : -1); };
  const point = (i) => { cursor = i; readout.textContent = i < 0 ? rest() : say(i); redraw(); };

  const stacked = base.columns > 3 * base.lines && base.columns > 8;
  const group = el("div", {
    class: `maps${stacked ? " stacked" : ""}`, tabindex: "0", role: "application", "aria-roledescription": "heat map",
    "aria-label": "Heat maps. Arrow keys move from cell to cell.", style: { "--n": String(maps.length) },
  }, maps.map((map) => {
    const { columns, lines } = map.grid;
    map.canvas.style.setProperty("--w", String(columns));
    map.canvas.style.setProperty("--h", String(lines));
    map.canvas.style.setProperty("--most", `${Math.min(Math.max(lines * 34, 34), 420)}px`);
    map.canvas.style.setProperty("--widest", `${columns * 64}px`);
    return el("figure", { class: "map" }, el("figcaption", {}, map.title, el("span", {}, map.note)), map.canvas);
  }));

  const under = (e2) => {
    const map = maps.find((m) => m.canvas === e2.target);
    if (!map) return -1;
    const b = map.canvas.getBoundingClientRect(), { columns, lines } = map.grid;
    const c = Math.min(columns - 1, Math.max(0, Math.floor(((e2.clientX - b.left) / b.width) * columns)));
    const r = Math.min(lines - 1, Math.max(0, Math.floor(((e2.clientY - b.top) / b.height) * lines)));
    const i = r * columns + c;
    return i < map.grid.values.length && (comparable || map === maps[0]) ? i : -1;
  };
  group.addEventListener("pointermove", (e2) => { const i = under(e2); if (i >= 0 && i !== cursor) point(i); });
  group.addEventListener("pointerdown", (e2) => { const i = under(e2); if (i >= 0) point(i); });
  group.addEventListener("pointerleave", () => point(-1));
  group.addEventListener("blur", () => point(-1));
  group.addEventListener("focus", () => { if (group.matches(":focus-visible")) point(Math.max(0, marked)); });
  group.addEventListener("keydown", (e2) => {
    const n = base.columns, last = base.values.length - 1, at = Math.max(0, cursor);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, ArrowDown: at + n, ArrowUp: at - n, Home: at - (at % n), End: at - (at % n) + n - 1,
      PageUp: at % n, PageDown: last - ((last - at) % n) }[e2.key];
    if (to === undefined) return;
    e2.preventDefault();
    if (to >= 0 && to <= last) point(to);
  });
  new ResizeObserver(redraw).observe(group);
  const onTheme = () => { if (group.isConnected) redraw(); else document.removeEventListener("themechange", onTheme); };
  document.addEventListener("themechange", onTheme);

  const seen = new Set([...(e?.values ?? []), ...(a?.values ?? [])].flatMap((v) => (Number.isNaN(v) ? ["NaN"] : v === Infinity ? ["+∞"] : v === -Infinity ? ["−∞"] : [])));
  const legends = el("div", { class: "legends", "aria-hidden": "true" },
    el("span", {}, plain(scale.low, 3), el("i", { class: "ramp" }), plain(scale.high, 3)),
    comparable ? el("span", {}, `too small ${plain(-top, 3)}`, el("i", { class: "ramp diff" }), `+${plain(top, 3)} too large`) : null,
    [...seen].map((name) => el("span", {}, el("i", { class: `odd ${{ NaN: "nan", "+∞": "up", "−∞": "down" }[name]}` }), name)),
    marked >= 0 ? el("span", {}, el("i", { class: "ring" }), `first outside the band: ${index(firstBad)}`) : null);
  const part = [e, a].find((g) => g?.partial);
  const about = part ? el("p", { class: "meta" }, `Shown: ${window_(part)} of ${size(part.preview.shape)}.`) : null;
  const apart = e && a && !comparable ? el("p", { class: "meta" }, "The shapes differ, so there is no difference to draw.") : null;
  return el("div", { class: "heat" }, group, legends, readout, about, apart);
}

function window_(grid) {
  const { rows, cols, lead = [] } = grid.preview;
  const span = ([from, to]) => `${from} to ${to - 1}`;
  if (grid.flat) return `entries ${span(cols)}`;
  return `${lead.length ? `at ${index([...lead, "…", "…"])} ` : ""}rows ${span(rows)}, columns ${span(cols)}`;
}
