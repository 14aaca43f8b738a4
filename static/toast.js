// A toast says what happened and offers to undo it. It stays six seconds, or while pointer or focus is on it.
import { $, el, icon } from "./dom.js";

export function toast(text, { mark = "reset", actions = [], sticky = false, onclose = () => {} } = {}) {
  let timer = 0;
  const close = () => { clearTimeout(timer); node.remove(); onclose(); };
  const arm = () => { clearTimeout(timer); if (!sticky) timer = setTimeout(close, 6000); };
  const hold = () => clearTimeout(timer);
  const node = el("div", { class: "toast", onpointerenter: hold, onpointerleave: arm, onfocusin: hold, onfocusout: arm },
    icon(mark), el("span", {}, text),
    el("span", { class: "acts" },
      actions.map(([label, act]) => el("button", { type: "button", class: "btn sm", onclick: () => { close(); act(); } }, label)),
      el("button", { type: "button", class: "btn bare icon", "aria-label": "Close", onclick: close }, icon("cross"))));
  $("toasts").append(node);
  arm();
  return close;
}
