// What opens bit by bit: hints, and after solving or giving up the editorial and the comparison with the reference.
import { api } from "./api.js";
import { showDiff } from "./diff.js";
import { $, el, icon, setServerHtml, store } from "./dom.js";
import { drawMath } from "./math.js";
import { pick } from "./tabs.js";
import { toast } from "./toast.js";

/** `current` gives the text of the editor. Returns unlock(status). */
export function opening(state, current) {
  const { slug, permalink } = state;
  const hintKey = `hints:${slug}`;
  async function openHints(upto) {
    const more = $("hint-more");
    more.disabled = true;
    try {
      const { hints_html: hints, total } = await api.hints(slug, upto);
      $("hints").replaceChildren(...hints.map((html) => setServerHtml(el("li", { class: "prose" }), html)));
      drawMath($("hints"));
      store.set(hintKey, hints.length);
      more.parentElement.hidden = hints.length >= total;
      more.lastElementChild.textContent = "Open the next hint";
    } catch (error) { toast(error.message, { mark: "plug" }); }
    more.disabled = false;
  }
  if ($("hint-more")) {
    $("hint-more").addEventListener("click", async () => {
      const opened = (store.get(hintKey) ?? 0) + 1;
      await openHints(opened);
      $("hints").lastElementChild?.scrollIntoView({ block: "nearest" });
    });
    if (store.get(hintKey)) openHints(store.get(hintKey));
  }

  // from a diagnosis to the hint that is about it, and to the part of the editorial
  document.addEventListener("click", async (e) => {
    const hint = e.target.closest?.("a[data-hint]"), passage = e.target.closest?.("a[data-passage]");
    if (hint && $("t-hi")) {
      e.preventDefault();
      const wanted = Number(hint.dataset.hint);
      if (wanted > (store.get(hintKey) ?? 0)) await openHints(wanted);
      pick($("t-hi"), { focus: true });
      $("hints").children[wanted - 1]?.scrollIntoView({ block: "nearest" });
    } else if (passage) {
      e.preventDefault();
      pick($("t-ed"), { focus: true });
      await showEditorial();
      for (const old of document.querySelectorAll("#editorial .spoken-of")) old.classList.remove("spoken-of");
      const { passage: id, section } = passage.dataset, found = id ? $(id) : null;
      found?.classList.add("spoken-of");
      const heading = [...$("editorial").querySelectorAll("h3")].find((h) => h.textContent === section);
      (found ?? heading)?.scrollIntoView({ block: "center" });
    }
  });

  let reference = null;
  function loadReference() {
    reference ??= api.reference(slug).catch((error) => { reference = null; throw error; });
    return reference;
  }
  async function showEditorial() {
    if (!state.unlocked || !$("editorial").hidden) return;
    try {
      const { editorial_html: html } = await loadReference();
      setServerHtml($("editorial"), html);
      $("editorial").prepend(el("div", { class: "head" }, el("h2", { class: "title" }, "Editorial"), el("a", { class: "btn", href: "#compare" }, "Compare with the reference")));
      $("editorial").hidden = false;
      $("locked").hidden = true;
      drawMath($("editorial"));
    } catch (error) { toast(error.message, { mark: "plug" }); }
  }
  function unlock(status) {
    state.status = status;
    if (state.unlocked && status !== "solved") return;
    state.unlocked = true;
    reference = null; // yours may be newer than what was compared before
    for (const lock of document.querySelectorAll("#t-ed .lock")) lock.remove();
    $("locked").hidden = true;
  }
  document.addEventListener("tabpick", (e) => { if (e.target.id === "t-ed") showEditorial(); });
  $("give-up").addEventListener("click", () => $("give-up-dialog").showModal());
  $("give-up-dialog").addEventListener("close", async () => {
    if ($("give-up-dialog").returnValue !== "yes") return;
    $("give-up-dialog").returnValue = "";
    try {
      const { status } = await api.giveUp(slug);
      unlock(status);
      await showEditorial();
      $("p-ed").focus();
    } catch (error) { toast(error.message, { mark: "plug" }); }
  });

  // the comparison takes the whole workspace; its address is #compare, so that Back leads out of it
  let closeDiff = null;
  async function compare() {
    const open = location.hash === "#compare" && state.unlocked, box = $("compare");
    $("main").toggleAttribute("data-compare", open);
    box.hidden = !open;
    closeDiff?.();
    closeDiff = null;
    if (!open) return;
    const back = el("button", { type: "button", class: "btn", onclick: () => (history.state?.compare ? history.back() : location.replace("#")) }, icon("left"), "Back to the editor");
    const controls = el("span", {}), slot = el("div", {}, el("p", { class: "quiet" }, "Loading the comparison"));
    box.replaceChildren(el("div", { class: "head" }, el("h2", { id: "h-compare" }, "Beside the reference"), el("span", { class: "acts" }, controls, back)), slot);
    try {
      const { code, name, yours } = await loadReference();
      const mine = permalink ? state.code : yours ?? current();
      closeDiff = await showDiff(slot, {
        yours: mine, reference: code, differ: state.status === "solved" ? "chg" : "fix", controls,
        labels: [["Yours", permalink ? `attempt ${state.attempt?.number ?? ""}` : "your latest"], ["Reference", name.replace(/\.py$/, "").replaceAll("_", " ")]],
      });
    } catch (error) { slot.replaceChildren(el("p", {}, error.message)); }
    box.focus();
  }
  addEventListener("hashchange", compare);
  document.addEventListener("click", (e) => {
    if (e.target.closest?.('a[href="#compare"]')) { e.preventDefault(); history.pushState({ compare: true }, "", "#compare"); compare(); }
  });
  addEventListener("popstate", compare);
  if (location.hash === "#compare") compare();

  return unlock;
}
