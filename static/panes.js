// Panes that can be resized by pointer and keyboard, remembered; on a phone one pane shows at a time.
import { $, store } from "./dom.js";

/** A separator between two panes: `read` gives the share in percent under the pointer, `apply` sets it. */
function separator(bar, { key, start, min, max, read, apply, keys }) {
  const set = (value, keep) => {
    const share = Math.min(max, Math.max(min, value));
    apply(share);
    bar.setAttribute("aria-valuenow", Math.round(share));
    if (keep) store.set(key, share);
    return share;
  };
  let share = set(store.get(key) ?? start, false);
  bar.addEventListener("pointerdown", (down) => {
    if (down.button !== 0) return;
    down.preventDefault();
    bar.setPointerCapture(down.pointerId);
    bar.dataset.drag = "";
    const move = (e) => { share = set(read(e), false); };
    const up = () => {
      delete bar.dataset.drag;
      bar.removeEventListener("pointermove", move);
      store.set(key, share);
    };
    bar.addEventListener("pointermove", move);
    bar.addEventListener("pointerup", up, { once: true });
    bar.addEventListener("pointercancel", up, { once: true });
  });
  bar.addEventListener("dblclick", () => { share = set(start, true); });
  bar.addEventListener("keydown", (e) => {
    const step = e.shiftKey ? 10 : 2;
    const to = { [keys[0]]: share - step, [keys[1]]: share + step, Home: min, End: max }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    share = set(to, true);
  });
}

export function resizable() {
  const work = $("main"), right = $("right"), bench = $("bench");
  separator($("split"), {
    key: "split", start: 50, min: 25, max: 75, keys: ["ArrowLeft", "ArrowRight"],
    read: (e) => { const b = work.getBoundingClientRect(); return ((e.clientX - b.left) / b.width) * 100; },
    apply: (share) => work.style.setProperty("--split", `${share}%`),
  });
  separator($("grip"), {
    key: "bench", start: 38, min: 10, max: 80, keys: ["ArrowDown", "ArrowUp"],
    read: (e) => { const b = right.getBoundingClientRect(); return ((b.bottom - e.clientY) / b.height) * 100; },
    apply: (share) => bench.style.setProperty("--bench", `${share}%`),
  });
}

export function showPane(name) {
  $("main").dataset.pane = name;
  for (const b of document.querySelectorAll("[data-pane-switch] button")) b.setAttribute("aria-pressed", b.value === name);
  scrollTo(0, 0);
}

export function paneSwitch() {
  for (const group of document.querySelectorAll("[data-pane-switch]"))
    group.addEventListener("click", (e) => {
      const button = e.target.closest("button");
      if (button) showPane(button.value);
    });
}
