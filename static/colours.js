// The colours of pictures: tokens, as the browser resolves them in the theme of now, and what is between them.
import { el } from "./dom.js";

export const INK = ["--val-0", "--val-1", "--val-2"];
export const DIFF = ["--diff-2n", "--diff-1n", "--diff-0", "--diff-1p", "--diff-2p"];

let probe = null, paint = null;
const known = new Map();
document.addEventListener("themechange", () => known.clear());

export function rgb(name) {
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

export const css = (colour) => `rgb(${colour})`;
export const token = (name) => css(rgb(name));

/** The colour at `at`, from 0 to 1, on the way through `stops`. */
export function ramp(stops, at) {
  const x = Math.min(Math.max(at, 0), 1) * (stops.length - 1), i = Math.min(Math.floor(x), stops.length - 2), f = x - i;
  return stops[i].map((c, k) => Math.round(c + (stops[i + 1][k] - c) * f));
}

const linear = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };

/** Whichever ink can be read on this ground. */
export function inkOn(ground) {
  const light = rgb("--on-light"), dark = rgb("--on-dark");
  return contrast(ground, light) > contrast(ground, dark) ? light : dark;
}
