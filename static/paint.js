// Pictures of one plane on a canvas: a heat map of rows and columns, or the bars of a vector. NaN is hatched and the
// infinities are triangles, apart from every number.
import { DIFF, INK, css, inkOn, ramp, rgb, token } from "./colours.js";
import { full, short } from "./format.js";

const mono = () => getComputedStyle(document.documentElement).getPropertyValue("--mono");

function begin(canvas) {
  const box = canvas.getBoundingClientRect();
  if (!box.width) return null;
  const dpr = devicePixelRatio || 1, g = canvas.getContext("2d");
  canvas.width = Math.round(box.width * dpr);
  canvas.height = Math.round(box.height * dpr);
  g.scale(dpr, dpr);
  g.textAlign = "center";
  g.textBaseline = "middle";
  return { g, w: box.width, h: box.height };
}

function odd(g, v, x, y, w, h) {
  const [tone, wash] = Number.isNaN(v) ? ["--bad", "--bad-wash"] : ["--warn", "--warn-wash"];
  g.save();
  g.beginPath();
  g.rect(x, y, w, h);
  g.clip();
  g.fillStyle = token(wash);
  g.fillRect(x, y, w, h);
  g.fillStyle = g.strokeStyle = token(tone);
  g.lineWidth = w > 12 ? 1.5 : 1;
  if (w > 28 && h < 60) { // there is room for the word
    g.strokeRect(x + 1, y + 1, w - 2, h - 2);
  } else if (Number.isNaN(v)) { // hatched
    for (let k = -h; k < w; k += w > 12 ? 6 : 3) { g.beginPath(); g.moveTo(x + k, y + h); g.lineTo(x + k + h, y); g.stroke(); }
  } else { // a triangle, pointing where it went
    const up = v > 0, tip = Math.min(h, 2 * w), from = up ? y + tip : y + h - tip;
    g.beginPath();
    g.moveTo(x, from); g.lineTo(x + w, from); g.lineTo(x + w / 2, up ? y : y + h);
    g.fill();
  }
  g.restore();
}

function ring(g, x, y, w, h) {
  if (w > 9) { g.lineWidth = 2; g.strokeStyle = token("--bg"); g.strokeRect(x + 2.5, y + 2.5, w - 5, h - 5); }
  g.lineWidth = w > 9 ? 2 : 1.5;
  g.strokeStyle = token("--ink");
  g.strokeRect(x + 1, y + 1, Math.max(w - 2, 2), Math.max(h - 2, 2));
}

/** What stands in a cell: of a difference inside the band nothing but 0. */
function text(map, i) {
  const v = map.values[i];
  if (map.integer && Math.abs(v) < 1e5) return full(v, true);
  if (map.inBand) return map.inBand(i) ? "0" : short(v, 0);
  return short(v, Math.max(Math.abs(map.low), Math.abs(map.high)));
}
const font = (room, words) => `${room > 44 ? 12 : words.length > 4 ? 9 : 10.5}px ${mono()}`;

/** `map` has values, low, high, diff, rows and columns; `from` is the first entry of the plane, `marks` get a ring. */
export function paintMap(map, from, marks) {
  const ready = begin(map.canvas);
  if (!ready) return;
  const { g, w, h } = ready, { rows, columns, values } = map;
  const cw = w / columns, ch = h / rows, gap = cw > 14 && ch > 12 ? 2 : cw > 6 && ch > 6 ? 1 : 0, iw = cw - gap, ih = ch - gap;
  const stops = (map.diff ? DIFF : INK).map(rgb);
  const span = map.high - map.low || 1;
  for (let k = 0; k < rows * columns; k += 1) {
    const i = from + k, v = values[i], x = (k % columns) * cw, y = Math.floor(k / columns) * ch;
    let ink;
    if (Number.isFinite(v)) {
      const colour = ramp(stops, map.high === map.low && map.diff ? 0.5 : (v - map.low) / span);
      ink = css(inkOn(colour));
      g.fillStyle = css(colour);
      g.beginPath();
      g.roundRect(x, y, iw, ih, gap);
      g.fill();
    } else {
      odd(g, v, x, y, iw, ih);
      ink = token(Number.isNaN(v) ? "--bad" : "--warn");
    }
    if (cw > 28 && ch > 15) {
      const words = text(map, i);
      g.fillStyle = ink;
      g.globalAlpha = map.diff && words === "0" ? 0.6 : 1;
      g.font = font(cw, words);
      g.fillText(words, x + iw / 2, y + ih / 2 + 0.5, iw - 2);
      g.globalAlpha = 1;
    }
  }
  for (const i of marks) {
    const k = i - from;
    if (k >= 0 && k < rows * columns) ring(g, (k % columns) * cw, Math.floor(k / columns) * ch, iw, ih);
  }
}

const LABEL = 16; // height of the numbers under bars

/** A vector: bars from zero, numbers under them where there is room. In a difference the band is drawn around zero. */
export function paintBars(map, from, marks) {
  const ready = begin(map.canvas);
  if (!ready) return;
  const { g, w, h } = ready, { columns, values } = map;
  const cw = w / columns, gap = cw > 14 ? 4 : cw > 4 ? 1 : 0, iw = cw - gap, numbers = cw > 28;
  const low = Math.min(0, map.low), high = Math.max(0, map.high), room = h - (numbers ? LABEL : 0), span = high - low || 1;
  const place = (v) => ((high - Math.min(Math.max(v, low), high)) / span) * (room - 4) + 2, zero = place(0);
  const stops = DIFF.map(rgb), ink = token(map.diff ? "--ink-2" : "--val-1");
  g.fillStyle = token("--sunken");
  g.fillRect(0, 0, w, room);
  for (let k = 0; k < columns; k += 1) {
    const i = from + k, v = values[i], x = k * cw + gap / 2;
    if (map.allowed) {
      const top = place(map.allowed(i)), bottom = place(-map.allowed(i));
      g.fillStyle = token("--good-wash");
      g.fillRect(k * cw, Math.min(top, zero - 1), cw + 0.5, Math.max(bottom - top, 2));
    }
    if (Number.isFinite(v)) {
      g.fillStyle = map.diff ? css(ramp(stops, (v - low) / span)) : ink;
      const y = place(v), size = Math.max(Math.abs(y - zero), v === 0 ? 0 : 1.5);
      g.fillRect(x, v > 0 ? zero - size : zero, iw, size);
    } else {
      odd(g, v, x, 0, iw, room);
    }
    if (numbers) {
      const words = text(map, i);
      g.fillStyle = token(Number.isFinite(v) ? "--ink-2" : Number.isNaN(v) ? "--bad" : "--warn");
      g.font = font(cw, words);
      g.fillText(words, k * cw + cw / 2, h - LABEL / 2 + 1, cw - 2);
    }
  }
  g.strokeStyle = token("--control");
  g.lineWidth = 1;
  g.beginPath();
  g.moveTo(0, Math.round(zero) + 0.5);
  g.lineTo(w, Math.round(zero) + 0.5);
  g.stroke();
  for (const i of marks) if (i >= from && i < from + columns) ring(g, (i - from) * cw, 0, cw, h);
}

/** Blocks of a tensor too large to draw: plain where all is inside the band, else the darker the worse. `window` has a frame. */
export function paintOverview({ canvas, rows, cols, worst, window }, marks) {
  const ready = begin(canvas);
  if (!ready) return;
  const { g, w, h } = ready, cw = w / cols, ch = h / rows, gap = cw > 6 && ch > 6 ? 1 : 0, stops = INK.map(rgb);
  const most = Math.log10(Math.max(10, ...worst.filter(Number.isFinite)));
  worst.forEach((bad, i) => {
    const at = bad <= 1 ? 0 : Number.isFinite(bad) ? 0.35 + (0.65 * Math.log10(bad)) / most : 1;
    g.fillStyle = css(ramp(stops, at));
    g.fillRect((i % cols) * cw, Math.floor(i / cols) * ch, cw - gap, ch - gap);
  });
  g.lineWidth = 2;
  g.strokeStyle = token("--ember-ink");
  const [x, y, right, bottom] = window;
  g.strokeRect(x * w + 1, y * h + 1, Math.max((right - x) * w - 2, 3), Math.max((bottom - y) * h - 2, 3));
  for (const i of marks) if (i >= 0) ring(g, (i % cols) * cw, Math.floor(i / cols) * ch, cw - gap, ch - gap);
}
