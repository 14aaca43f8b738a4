// Keys outside the editor, and the page that lists them.
import { $, isTyping } from "./dom.js";

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const PLACES = { h: "/", p: "/problems", a: "/attempts" };

export function watchKeys() {
  const help = $("keys");
  if (MAC) for (const node of document.querySelectorAll("[data-mod]")) node.textContent = "⌘";
  for (const button of document.querySelectorAll("[data-keys]")) button.addEventListener("click", () => help.showModal());
  help?.addEventListener("click", (e) => { if (e.target === help) help.close(); });

  let afterG = 0;
  document.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target) || document.querySelector("dialog[open]")) return;
    if (e.key === "?") { e.preventDefault(); help.showModal(); return; }
    if (e.key === "/") {
      e.preventDefault();
      const box = $("q");
      if (box) { box.focus(); box.select(); } else location.assign("/problems#q");
      return;
    }
    if (performance.now() < afterG && PLACES[e.key]) { e.preventDefault(); location.assign(PLACES[e.key]); return; }
    afterG = e.key === "g" ? performance.now() + 1200 : 0;
  });
}
