// Which plane of a tensor of more than two dimensions is shown: a choice for each leading dimension of which several
// indices are there.
import { el, icon } from "./dom.js";
import { count, index } from "./format.js";
import { product } from "./tensor.js";

const MOST = 3; // choices side by side; beyond, one for all planes
let serial = 0;

/** `onPick(plane)` is called with the place of the plane among those of `part`; `off` counts what is wrong in each plane of the tensor. */
export function slices(part, { off, onPick }) {
  const lengths = part.shape.slice(0, -2), several = part.axes.map((kept, dim) => dim).filter((dim) => part.axes[dim].length > 1);
  if (!several.length) return null;
  const now = part.positions(part.opened);
  const wrong = (at) => off?.[at.reduce((n, i, dim) => n * lengths[dim] + i, 0)];
  const said = (at) => { const n = wrong(at); return n === undefined ? "" : n ? `, ${count(n)} off` : ", right"; };
  const choices = [];
  const pick = () => { for (const choice of choices) choice.update(); onPick(part.plane(now)); };

  const choice = (label, options, get, set) => {
    const id = `slice-${serial += 1}`, select = el("select", { id });
    const step = (by, name, mark) => el("button", { type: "button", class: "btn bare icon", "aria-label": `${name} of ${label}`, onclick: () => move(by) }, icon(mark));
    const move = (by) => { set((get() + by + options().length) % options().length); pick(); };
    select.addEventListener("change", () => { set(select.selectedIndex); pick(); });
    choices.push({ update() { select.replaceChildren(...options().map((text, i) => el("option", { value: i, selected: i === get() }, text))); } });
    return el("div", { class: "slice" }, el("label", { for: id }, label), step(-1, "Previous", "left"), select, step(1, "Next", "right"));
  };
  const leading = (positions) => positions.map((position, dim) => part.axes[dim][position]);
  const nodes = several.length <= MOST ? several.map((dim) => choice(`dim ${dim}`,
    () => part.axes[dim].map((i, position) => `index ${i}${said(leading(now.with(dim, position)))}`), () => now[dim], (to) => { now[dim] = to; }))
    : [choice("slice", () => Array.from({ length: product(part.axes.map((kept) => kept.length)) }, (_, plane) => index(part.leading(plane)) + said(part.leading(plane))),
      () => part.plane(now), (to) => { now.splice(0, now.length, ...part.positions(to)); })];
  for (const one of choices) one.update();
  return el("div", { class: "slices", role: "group", "aria-label": "Which slice is shown" }, nodes);
}
