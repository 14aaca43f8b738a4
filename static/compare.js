// Two attempts, or an attempt and the reference: the lines that the server drew become a merge view.
import { $ } from "./dom.js";
import { showDiff } from "./diff.js";

const { left, right, fix } = JSON.parse($("sides").textContent);
showDiff($("merge"), {
  yours: left.code, reference: right.code, labels: [[left.title, left.note], [right.title, right.note]],
  differ: fix ? "fix" : "chg", controls: $("view"),
}).then(() => { document.documentElement.dataset.ready = ""; });
