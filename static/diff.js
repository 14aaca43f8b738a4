// Two solutions beside each other: two columns where there is room and wanted, else one text with what changed in it.
import { el, store } from "./dom.js";
import { reading } from "./editor.js";
import { EditorState, EditorView } from "./vendor/editor.js";

const SCAN = { scanLimit: 4000, timeout: 300 };

/** `controls` is where the choice between two columns and one is put. Returns a function that closes it all. */
export async function showDiff(parent, { yours, reference, labels, differ = "chg", controls = null }) {
  const { MergeView, unifiedMergeView } = await import("./vendor/merge.js");
  const wide = matchMedia("(min-width: 821px)");
  let view = null, inline = store.get("diff") === "inline";

  const sideBySide = (box) => {
    const heads = labels.map(([title, note]) => el("h3", {}, title, el("span", { class: "meta" }, note)));
    const body = el("div", { class: "merge-body" });
    box.append(el("div", { class: "merge-heads" }, heads), body);
    return new MergeView({
      parent: body, gutter: false, diffConfig: SCAN,
      a: { doc: yours, extensions: [reading(labels[0][0]), EditorView.lineWrapping] },
      b: { doc: reference, extensions: [reading(labels[1][0]), EditorView.lineWrapping] },
    });
  };
  const oneText = (box) => {
    box.append(el("h3", {}, `${labels[0][0]} to ${labels[1][0].toLowerCase()}`, el("span", { class: "meta" }, "a line without a number is gone")));
    return new EditorView({
      parent: box,
      state: EditorState.create({ doc: reference, extensions: [reading(`${labels[1][0]} against ${labels[0][0]}`), EditorView.lineWrapping,
        unifiedMergeView({ original: yours, mergeControls: false, gutter: false, diffConfig: SCAN })] }),
    });
  };
  const choose = (value) => { inline = value === "inline"; store.set("diff", value); draw(); };
  const buttons = [["side", "Side by side"], ["inline", "Inline"]].map(([value, word]) =>
    el("button", { type: "button", value, onclick: () => choose(value) }, word));
  const choice = el("span", { class: "seg", role: "group", "aria-label": "How to show what differs" }, buttons);

  function draw() {
    view?.destroy();
    const two = wide.matches && !inline, box = el("div", { class: `merge cm ${differ}${two ? "" : " one"}` });
    choice.hidden = !wide.matches; // on a phone there is room for one column only
    for (const b of buttons) b.setAttribute("aria-pressed", String((b.value === "side") === two));
    parent.replaceChildren(box);
    view = two ? sideBySide(box) : oneText(box);
  }
  controls?.append(choice);
  draw();
  wide.addEventListener("change", draw);
  return () => { wide.removeEventListener("change", draw); view?.destroy(); choice.remove(); };
}
