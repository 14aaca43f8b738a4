// A tensor as a report holds it: all of it, or some planes and a window of these. And two of them, entry by entry.
import { isInteger, toNumber } from "./format.js";

export const product = (dims) => dims.reduce((a, b) => a * b, 1);
const same = (a, b) => String(a) === String(b);

/** The numbers of a preview. An entry goes by its place among `values`: plane after plane, row after row. */
export class Part {
  constructor({ shape, dtype = "", lead = [], axes, rows, cols, values }) {
    Object.assign(this, { shape, dtype, lead, rows, cols, axes: axes ?? lead.map((i) => [i]), rank: shape.length });
    this.values = values.map(toNumber);
    this.integer = isInteger({ dtype });
    this.height = rows[1] - rows[0];
    this.width = cols[1] - cols[0];
    this.area = this.height * this.width;
    this.whole = this.values.length === product(shape);
    this.windowed = this.height < (shape.at(-2) ?? 1) || this.width < (shape.at(-1) ?? 1);
    this.finite = this.values.filter(Number.isFinite);
  }

  /** Which of the kept indices of each leading dimension the plane has, and the other way round. */
  positions(plane) {
    return this.axes.reduceRight(([left, found], kept) => [Math.floor(left / kept.length), [left % kept.length, ...found]], [plane, []])[1];
  }
  plane(positions) { return positions.reduce((at, position, dim) => at * this.axes[dim].length + position, 0); }
  leading(plane) { return this.positions(plane).map((position, dim) => this.axes[dim][position]); }
  get opened() { return this.plane(this.axes.map((kept, dim) => Math.max(0, kept.indexOf(this.lead[dim])))); }

  /** Where an entry stands in the whole tensor, and which entry stands there; -1 for one that is not in the report. */
  index(entry) {
    if (!this.rank) return [];
    const i = entry % this.area;
    if (this.rank === 1) return [this.cols[0] + i];
    return [...this.leading(Math.floor(entry / this.area)), this.rows[0] + Math.floor(i / this.width), this.cols[0] + (i % this.width)];
  }
  find(index) {
    if (index?.length !== this.rank) return -1;
    const positions = this.axes.map((kept, dim) => kept.indexOf(index[dim]));
    const row = this.rank > 1 ? index.at(-2) - this.rows[0] : 0, column = this.rank ? index.at(-1) - this.cols[0] : 0;
    if (positions.includes(-1) || row < 0 || row >= this.height || column < 0 || column >= this.width) return -1;
    return this.plane(positions) * this.area + row * this.width + column;
  }
}

// distance from 1 to the next number, and the smallest one that has all its digits, as powers of two
const DIGITS = { float64: [-52, -1022], float32: [-23, -126], float16: [-10, -14], bfloat16: [-7, -126] };

/** What is allowed of an entry whose expected value is `e`. */
export const allowedAt = (tolerance, e) => Math.max(tolerance.atol + tolerance.rtol * Math.abs(e), tolerance.least ?? 0);

/** Expected and yours where they can be compared entry by entry; `off` is yours minus expected. */
export class Comparison {
  /** Null where the shapes differ, or there are no numbers. */
  static of(check) {
    const { expected, actual } = check;
    if (expected?.kind !== "tensor" || actual?.kind !== "tensor" || /^complex/.test(expected.dtype)) return null;
    const [e, a] = [new Part(expected), new Part(actual)];
    const alike = ["shape", "axes", "rows", "cols"].every((key) => same(e[key], a[key])) && e.values.length === a.values.length;
    return alike ? new Comparison(check, e, a) : null;
  }

  constructor({ diff, tolerance, first_bad_index: first }, e, a) {
    Object.assign(this, { e, a, tolerance: tolerance ?? null, first: e.find(first) });
    const told = diff?.values?.length === e.values.length ? diff.values.map(toNumber) : [];
    this.off = e.values.map((v, i) => {
      if (Number.isFinite(told[i])) return told[i];
      const w = a.values[i];
      return Object.is(v, w) || v === w || (Number.isNaN(v) && Number.isNaN(w)) ? 0 : w - v;
    });
  }

  allowed(i) { return this.tolerance ? allowedAt(this.tolerance, Number.isFinite(this.e.values[i]) ? this.e.values[i] : 0) : 0; }
  inBand(i) { return Math.abs(this.off[i]) <= this.allowed(i); }
  /** The error in bands; without a band the error itself. */
  badness(i) {
    const size = Math.abs(this.off[i]);
    if (size === 0) return 0;
    if (!Number.isFinite(size)) return Infinity;
    return this.tolerance ? size / this.allowed(i) : size;
  }
  relative(i) { return Math.abs(this.off[i]) / Math.abs(this.e.values[i]); }
  /** The error in units of the last place of the expected value; NaN where that says nothing. */
  ulps(i) {
    const digits = DIGITS[this.e.dtype];
    if (!digits || this.e.values[i] === 0) return NaN;
    const power = Math.max(Math.floor(Math.log2(Math.abs(this.e.values[i]))), digits[1]);
    return Math.abs(this.off[i]) / 2 ** (power + digits[0]);
  }
  /** Entries, the worst first. */
  get order() {
    this.sorted ??= this.off.map((_, i) => i).sort((i, j) => this.badness(j) - this.badness(i) || Math.abs(this.off[j]) - Math.abs(this.off[i]) || i - j);
    return this.sorted;
  }
}
