// The errors of a check against what is allowed, on a logarithmic axis whose unit is the band: how many there are of each
// size, where the band ends, what an honest solution has, and the worst of yours.
import { el } from "./dom.js";
import { count, plain, toNumber } from "./format.js";
import { spreadOfErrors } from "./inwords.js";
import { allowedAt } from "./tensor.js";

const FEW = 2; // entries whose histogram says no more than their largest error does

/** What is allowed and what the worst entry has of it; null where nothing is known of a band. */
function measured({ tolerance, max_abs: most, total }, comparison) {
  const yours = toNumber(most);
  if (!tolerance || Number.isNaN(yours) || !total) return null;
  const worst = comparison?.off.length ? comparison.order[0] : -1, allowed = worst >= 0 ? comparison.allowed(worst) : allowedAt(tolerance, 0);
  if (!(allowed > 0)) return null;
  // the worst entry is that with the most bands; the largest error may be another's
  const size = worst >= 0 ? Math.abs(comparison.off[worst]) : yours;
  return { allowed, size, bands: size / allowed, floor: tolerance.floor > 0 ? tolerance.floor : null };
}

const log = (v) => Math.log10(Math.min(Math.max(v, 1e-12), 1e12));

export function band(check, comparison) {
  const found = measured(check, comparison);
  if (!found) return null;
  const { allowed, size, bands, floor } = found, ok = check.status === "passed";
  const all = check.total > FEW ? check.survey?.histogram : null, per = all?.per_decade ?? 1;
  const known = [floor && log(floor / allowed), 0, bands > 0 && log(bands), all?.counts.length && all.first / per, all?.counts.length && (all.first + all.counts.length) / per].filter((v) => typeof v === "number");
  // room at the left end for what has no error, at the right end for what is not finite
  const left = all?.exact || !bands ? 7 : 0, right = all?.odd || !Number.isFinite(bands) ? 7 : 0;
  const low = Math.min(...known, -1) - 0.4, high = Math.max(...known, 1) + 0.4;
  const at = (power) => left + ((power - low) / (high - low)) * (100 - left - right), place = (power) => `${at(power).toFixed(1)}%`;
  const you = bands === 0 ? left / 2 : Number.isFinite(bands) ? at(log(bands)) : 100 - right / 2, limit = at(0);
  const dtype = check.fields?.expected?.dtype ?? check.expected?.dtype ?? "";
  const much = bands >= 2 && bands < Infinity ? `, ${count(bands)} × the band` : "", yours = `${all ? "worst" : "yours"} ${plain(size, 2)}${much}`;
  const unsaid = all?.odd && !Number.isFinite(bands), below = !unsaid && Math.abs(you - limit) < 34, honest = floor ? at(log(floor / allowed)) : 0;
  const most = all ? Math.max(all.exact, all.odd, ...all.counts) : 0;
  const bar = (n, from, to, tone) => (n ? el("span", { class: `bin ${tone}`, title: `${count(n)} of ${count(check.total)}`, "data-n": to - from > 3.5 ? count(n) : null, style: { left: `${from.toFixed(2)}%`, width: `${(to - from).toFixed(2)}%`, "--tall": String(n / most) } }) : null);
  const words = [
    all ? `Of the errors of ${count(check.total)} values ${spreadOfErrors(all)}` : "Error on a logarithmic axis",
    `${floor ? `Floor of an honest ${dtype} solution ${plain(floor, 2)}, a` : "A"}llowed up to ${plain(allowed, 2)}, ${yours}`,
  ];
  return el("div", { class: `band${all ? " tall" : ""}`, role: "img", "aria-label": `${words.join(". ")}.` },
    el("div", { class: "band-title" }, el("b", {}, all ? "All errors" : "Largest error"), ", against what is allowed"),
    el("div", { class: `axis${ok ? " inside" : ""}`, style: { "--lo": `${honest}%`, "--hi": `${limit.toFixed(1)}%`, "--at": `${you.toFixed(1)}%` } },
      el("span", { class: "ok" }),
      all ? [bar(all.exact, left - 6, left - 1.5, "in"), all.counts.map((n, k) => bar(n, at((all.first + k) / per), at((all.first + k + 1) / per), all.first + k < 0 ? "in" : "out")), bar(all.odd, 101.5 - right, 106 - right, "out")] : null,
      floor ? el("span", { class: "floor" }) : null, all ? null : el("span", { class: "you" }),
      all?.exact ? el("span", { class: "lab dn end" }, "0") : null, all?.odd ? el("span", { class: "lab dn end r" }, "NaN, ∞") : null,
      floor && !(below && all) ? el("span", { class: "lab dn", style: { left: place(log(floor / allowed)), "--shift": honest < 14 ? "0" : "-50%" } }, `honest ${dtype} ${plain(floor, 2)}`) : null,
      el("span", { class: `lab up good ${limit > 24 ? "r" : ""}`, style: { left: `${limit.toFixed(1)}%` } }, `allowed ${plain(allowed, 2)}`),
      unsaid ? null : el("span", { class: `lab ${ok || below ? "dn" : "up"} you-lab ${you > 50 ? "r" : ""}`, style: { left: `${you.toFixed(1)}%` } }, yours)));
}

/** The error of a check on a line of 92 px: where it lies, in words for those who do not see it. */
export function tiny(check, comparison) {
  if (check.status === "skipped") return "";
  const found = measured(check, comparison);
  if (!found) return "";
  const ok = check.status === "passed", at = Number.isFinite(found.bands) ? 40 + 8 * Math.log10(Math.max(found.bands, 1e-5)) : 98;
  return el("span", {
    class: `tiny${ok ? " ok" : ""}`, role: "img", "aria-label": ok ? "inside the band" : "outside the band",
    style: { "--at": `${Math.min(97, Math.max(2, ok ? Math.min(at, 38) : Math.max(at, 43)))}%` },
  });
}
