// What the pictures of a check show, as text: for those who do not see them, and for nobody else to read twice.
import { count, full, index, plain, size } from "./format.js";

const range = (numbers) => numbers.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
export const bounds = (numbers) => (numbers.length ? range(numbers) : [0, 0]);

/** "3 NaN", "1 −∞": what is not finite among these. */
export function oddities(values) {
  const n = { NaN: 0, "+∞": 0, "−∞": 0 };
  for (const v of values) if (Number.isNaN(v)) n.NaN += 1; else if (!Number.isFinite(v)) n[v > 0 ? "+∞" : "−∞"] += 1;
  return Object.entries(n).filter(([, k]) => k).map(([name, k]) => `${k} ${name}`);
}

const spread = (part) => {
  if (!part.finite.length) return "no finite value";
  const [low, high] = bounds(part.finite);
  return low === high ? `all ${plain(low)}` : `from ${plain(low)} to ${plain(high)}`;
};
const extent = (part) => (part.whole ? `${size(part.shape)} values` : `${count(part.values.length)} values of ${size(part.shape)}`);

/** Of one tensor. */
export const described = (name, part, more = []) => [`${name}, ${extent(part)}, ${spread(part)}`, ...oddities(part.values), ...more].join("; ");

/** Of the difference. */
export function describedDifference({ e, off, order }, { mismatched, total }) {
  const low = off.filter((v) => v < 0).length, high = off.filter((v) => v > 0).length, worst = order[0];
  return [
    "Difference, yours minus expected", total ? `${count(mismatched)} of ${count(total)} values outside the band` : "",
    `${low} too small, ${high} too large`, off.length ? `largest ${plain(off[worst])} at ${index(e.index(worst))}` : "", ...oddities(off),
  ].filter(Boolean).join("; ");
}

/** One entry: what is expected, yours, and how far apart in each of the usual measures. */
export function entry(comparison, i, name = "yours") {
  const { e, a } = comparison, whole = e.integer && a.integer;
  const values = [`expected ${full(e.values[i], whole)}`, `${name} ${full(a.values[i], whole)}`, `difference ${full(comparison.off[i], whole)}`];
  if (comparison.off[i] === 0) return [values, ["no error"]];
  const errors = [], relative = comparison.relative(i), ulps = comparison.ulps(i), bands = comparison.badness(i);
  if (!whole && Number.isFinite(relative)) errors.push(`relative ${plain(relative, 3)}`);
  if (Number.isFinite(ulps)) errors.push(`${ulps < 9.95 ? plain(Math.round(ulps * 10) / 10) : count(ulps)} ULP`);
  if (comparison.tolerance) errors.push(comparison.inBand(i) ? "inside the band" : Number.isFinite(bands) ? `${times(bands)} × the band` : "outside any band");
  return [values, errors];
}

/** How many times something is, as short as can be read. */
export const times = (v) => (v < 9.95 ? plain(Math.floor(v * 10) / 10) : count(v));

/** How the errors are spread, from the histogram of all of them. */
export function spreadOfErrors({ first, per_decade: bins, counts, exact, odd }) {
  const inside = counts.slice(0, Math.max(0, -first)).reduce((a, b) => a + b, 0), outside = counts.slice(Math.max(0, -first));
  const far = outside.length + Math.max(first, 0), n = outside.reduce((a, b) => a + b, 0);
  return [
    exact ? `${count(exact)} without any error` : "", inside ? `${count(inside)} inside the band` : "",
    n ? `${count(n)} outside it, by up to ${count(10 ** Math.ceil(far / bins))} times` : "", odd ? `${count(odd)} not finite where a number is due, or the other way round` : "",
  ].filter(Boolean).join("; ");
}
