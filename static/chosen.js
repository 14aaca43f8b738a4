// The history: which two attempts are chosen, said as they are chosen. Without this file the server says it.
import { $ } from "./dom.js";

export function choosing() {
  const form = $("choose");
  if (!form) return;
  const button = form.querySelector("button");
  const look = () => {
    const chosen = [...form.querySelectorAll(":checked")], apart = new Set(chosen.map((box) => box.dataset.problem)).size > 1;
    $("chosen").textContent = apart ? "These are attempts at different problems; choose two at the same one."
      : chosen.length > 2 ? `${chosen.length} are chosen; two can be compared.`
        : chosen.length === 2 ? "Two are chosen." : chosen.length ? "One is chosen; choose another at the same problem." : "Choose two attempts at one problem.";
    button.setAttribute("aria-disabled", String(apart || chosen.length !== 2));
  };
  form.addEventListener("change", look);
  form.addEventListener("submit", (e) => { if (button.getAttribute("aria-disabled") === "true") e.preventDefault(); });
  addEventListener("pageshow", look); // the back button brings the ticks back
  look();
}
