// Your solution beside the reference: two columns where there is room, one above the other on a phone.
import { el } from "./dom.js";
import { reading } from "./editor.js";
import { EditorState, EditorView } from "./vendor/editor.js";

export async function showDiff(parent, { yours, reference, labels, differ = "chg" }) {
  const { MergeView, unifiedMergeView } = await import("./vendor/merge.js");
  const wide = matchMedia("(min-width: 821px)");
  let view = null;
  const draw = () => {
    view?.destroy();
    const box = el("div", { class: `merge cm ${differ}${wide.matches ? "" : " one"}` });
    if (wide.matches) {
      const heads = labels.map(([title, note]) => el("h3", {}, title, el("span", { class: "meta" }, note)));
      const body = el("div", { class: "merge-body" });
      box.append(el("div", { class: "merge-heads" }, heads), body);
      parent.replaceChildren(box);
      view = new MergeView({
        parent: body, gutter: false, diffConfig: { scanLimit: 4000, timeout: 300 },
        a: { doc: yours, extensions: [reading(labels[0][0]), EditorView.lineWrapping] },
        b: { doc: reference, extensions: [reading(labels[1][0]), EditorView.lineWrapping] },
      });
    } else {
      box.append(el("h3", {}, labels[1][0], el("span", { class: "meta" }, "what only you have is struck")));
      parent.replaceChildren(box);
      view = new EditorView({
        parent: box,
        state: EditorState.create({ doc: reference, extensions: [reading(`${labels[1][0]} against ${labels[0][0]}`), EditorView.lineWrapping, unifiedMergeView({ original: yours, mergeControls: false, gutter: false })] }),
      });
    }
  };
  draw();
  wide.addEventListener("change", draw);
  return () => { wide.removeEventListener("change", draw); view?.destroy(); };
}
