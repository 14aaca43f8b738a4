// Shapes at the ends of the lines where they were seen, as the last run told them; shown until somebody does not want them.
import { icon, store } from "./dom.js";

const MOST = 48; // characters at the end of a line, which does not wrap

/** "(1, 4), last (8, 4)": a line that ran several times may have bound several shapes. */
const seen = ({ text, last }) => (last ? `${text}, last ${last}` : text);

function said(values, { case: name, cut }) {
  const parts = values.map((v) => `${v.name === "return" ? "what is returned" : v.name} is ${seen(v)}${v.times > 1 ? `, in ${v.times} turns` : ""}`);
  return `In case “${name}”: ${parts.join("; ")}${cut ? ". The call is a long one, and only its beginning was followed" : ""}`;
}

/** What the editor shows of a report's shapes: one hint a line, and one more where it failed. A name that the line itself assigns to is not repeated. */
export function hintsOf(shapes, code) {
  const lines = code.split("\n");
  const hint = (line, values, odd) => {
    const alone = values.length === 1 && !odd && lines[line - 1]?.match(/^\s*([\p{L}_][\p{L}\p{N}_]*)\s*(?::[^=]*)?[-+*/@%&|^]*=(?!=)/u)?.[1] === values[0].name;
    const text = values.map((v) => `${alone || v.name === "return" ? "" : `${v.name} `}${seen(v)}`).join(", ");
    return { line, odd, said: said(values, shapes), text: text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text };
  };
  return (shapes?.lines ?? []).flatMap(({ line, values }) => [false, true]
    .map((odd) => hint(line, values.filter((v) => v.failed === odd), odd))
    .filter((one) => one.text));
}

/** The switch below the editor. Whether hints are wanted is kept for the next visit, and for every problem. */
export function shapesSwitch(button, editor) {
  const draw = (on) => {
    button.setAttribute("aria-pressed", String(on));
    button.firstElementChild.replaceWith(icon(on ? "okdot" : "nodot"));
    editor.classList.toggle("no-shapes", !on);
  };
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    store.set("shapes", on);
    draw(on);
  });
  draw(store.get("shapes") ?? true);
}
