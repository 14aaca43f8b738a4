// Numbers, shapes and times as people read them.

const minus = (text) => text.replace(/-/g, "\u2212");

/** A value of a preview: numbers stay, "nan" and "inf" become what they mean, booleans count as 0 and 1. */
export function toNumber(value) {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return Number(value);
  return { nan: NaN, inf: Infinity, "-inf": -Infinity }[value] ?? (value === null || value === "" ? NaN : Number(value));
}

const special = (v) => (Number.isNaN(v) ? "NaN" : v > 0 ? "∞" : "\u2212∞");

/** Two digits, for a cell of a map whose largest value is `top`: what is too small to matter there is 0. */
export function short(v, top = 1) {
  if (!Number.isFinite(v)) return special(v);
  const size = Math.abs(v);
  if (size === 0 || size < 0.005 * top) return "0";
  if (Number.isInteger(v) && size < 1000) return minus(String(v));
  if (size >= 1000 || size < 0.0005) return minus(v.toExponential(0).replace("e+", "e"));
  const text = size >= 100 ? v.toFixed(0) : size >= 10 ? v.toFixed(1) : v.toFixed(size < 0.005 ? 3 : 2);
  return minus(text.replace(/^(-?)0\./, "$1."));
}

/** Four significant digits, for sentences and read-outs. */
export function plain(v, digits = 4) {
  if (typeof v === "string") v = toNumber(v);
  if (v === null || v === undefined) return "–";
  if (!Number.isFinite(v)) return special(v);
  if (v === 0) return "0";
  if (Number.isInteger(v) && Math.abs(v) < 1e7) return minus(String(v));
  const size = Math.abs(v);
  if (size >= 1e5 || size < 1e-4) return minus(v.toExponential(Math.max(0, digits - 3)).replace("e+", "e"));
  return minus(v.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(size)))));
}

/** Enough digits to see where two values part. */
export function full(v, integer = false) {
  if (!Number.isFinite(v)) return special(v);
  if (integer) return minus(String(v));
  if (v === 0) return "0";
  const size = Math.abs(v);
  if (size >= 1e7 || size < 1e-4) return minus(v.toExponential(6).replace("e+", "e"));
  return minus(v.toPrecision(size < 1 ? 6 : 8));
}

export const count = (v) => (v >= 1e7 ? plain(v) : Math.round(v).toLocaleString("en-US"));
export const shape = (dims) => (dims ? `(${dims.join(", ")}${dims.length === 1 ? "," : ""})` : "–");
export const index = (at) => `[${at.join(", ")}]`;
export const size = (dims) => (dims.length ? dims.join(" by ") : "a single number");

export function duration(seconds) {
  if (seconds === null || seconds === undefined) return "";
  if (seconds < 0.0095) return `${Math.max(seconds * 1000, 0.1).toFixed(seconds < 0.001 ? 1 : 0)} ms`;
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
}

export function bytes(n) {
  if (n < 1024) return `${n} B`;
  const units = ["KiB", "MiB", "GiB"];
  let i = -1;
  do { n /= 1024; i += 1; } while (n >= 1024 && i < 2);
  return `${n.toFixed(1)} ${units[i]}`;
}

const sameDay = (a, b) => a.toDateString() === b.toDateString();
/** "14:02" today, "12 Oct, 14:02" before. */
export function clock(when) {
  const date = new Date(when), now = new Date();
  const time = date.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return sameDay(date, now) ? time : `${date.toLocaleDateString("en-GB", { day: "numeric", month: "short" })}, ${time}`;
}

const INTEGER = /^(u?int|bool)/;
export const isInteger = (preview) => INTEGER.test(preview?.dtype ?? "");

/** A preview written the way PyTorch prints it; what is cut off is shown as dots. */
export function asText(preview) {
  if (!preview) return "–";
  if (preview.kind === "value") return preview.text;
  const { shape: dims, dtype, axes } = preview;
  const whole = isInteger(preview), bool = dtype === "bool";
  const [r0, r1] = preview.rows, [c0, c1] = preview.cols;
  // all planes where they are all there, else the one that is opened first
  const n = c1 - c0, area = (r1 - r0) * n, every = dims.length > 2 && preview.values.length === dims.reduce((a, b) => a * b, 1) && area > 0;
  const opened = axes && !every ? axes.reduce((at, kept, dim) => at * kept.length + Math.max(0, kept.indexOf(preview.lead[dim])), 0) : 0;
  const values = every ? preview.values : preview.values.slice(opened * area, (opened + 1) * area);
  const finite = values.map(toNumber).filter(Number.isFinite), round = finite.every((v) => Number.isInteger(v) && Math.abs(v) < 1e6);
  const far = finite.some((v) => Math.abs(v) >= 1e5 || (v !== 0 && Math.abs(v) < 1e-4));
  const one = (raw) => {
    if (/^complex/.test(dtype)) return String(raw).replace(/[()]/g, "");
    const v = toNumber(raw);
    if (Number.isNaN(v)) return "nan";
    if (!Number.isFinite(v)) return v > 0 ? "inf" : "-inf";
    if (bool) return v ? "True" : "False";
    if (whole) return String(v);
    if (round) return `${v}.`;
    return far ? v.toExponential(4).replace(/e([+-])(\d)$/, "e$10$2") : v.toFixed(4);
  };
  const suffix = dtype && !["float32", "int64", "bool"].includes(dtype) ? `, dtype=${dtype}` : "";
  const texts = values.map(one), width = Math.max(0, ...texts.map((t) => t.length));
  if (!dims.length) return `tensor(${texts[0] ?? ""}${suffix})`;
  const total = dims.at(-1);
  const line = (r) => {
    const cells = texts.slice(r * n, (r + 1) * n).map((t) => t.padStart(width));
    return `[${c0 > 0 ? "…, " : ""}${cells.join(", ")}${c1 < total ? ", …" : ""}]`;
  };
  if (dims.length === 1) return `tensor(${line(0)}${suffix})`;
  const open = "[".repeat(dims.length - 1), close = "]".repeat(dims.length - 1);
  const pad = " ".repeat("tensor(".length + open.length);
  if (every) {
    const nested = (dim, row) => {
      if (dim === dims.length - 1) return line(row);
      const step = dims.slice(dim + 1, -1).reduce((a, b) => a * b, 1), inner = " ".repeat("tensor(".length + dim + 1);
      return `[${Array.from({ length: dims[dim] }, (_, i) => nested(dim + 1, row + i * step)).join(`,${"\n".repeat(dims.length - 1 - dim)}${inner}`)}]`;
    };
    return `tensor(${nested(0, 0)}${suffix})`;
  }
  const lines = Array.from({ length: r1 - r0 }, (_, r) => line(r));
  if (r0 > 0) lines.unshift("…");
  if (r1 < dims.at(-2)) lines.push("…");
  const note = preview.lead?.length && !every ? `  # at ${index([...preview.lead, "…", "…"])} of ${shape(dims)}` : "";
  return `tensor(${open}${lines.join(`,\n${pad}`)}${close}${suffix})${note}`;
}

/** Python that gives the tensor back, for "Copy as Python". Null when the preview shows only a part. */
export function asPython(name, preview) {
  if (preview.kind !== "tensor") return `${name} = ${preview.text}`;
  const total = preview.shape.reduce((a, b) => a * b, 1);
  if (preview.values.length !== total) return null;
  const flat = preview.values.map((raw) => {
    const v = toNumber(raw);
    if (Number.isNaN(v)) return 'float("nan")';
    if (!Number.isFinite(v)) return `${v < 0 ? "-" : ""}float("inf")`;
    return preview.dtype === "bool" ? (v ? "True" : "False") : String(v);
  });
  return `${name} = torch.tensor([${flat.join(", ")}], dtype=torch.${preview.dtype}).reshape(${preview.shape.join(", ") || "()"})`;
}
