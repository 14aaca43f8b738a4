// The problem list: filters answer at once, keys move in it. Without this file it is a plain GET form.
import { $, isTyping } from "./dom.js";

let asked = 0;

async function refresh(form) {
  const query = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && !(name === "sort" && value === "order")));
  const url = `${form.getAttribute("action")}${query.size ? `?${query}` : ""}`;
  const mine = ++asked;
  try {
    const response = await fetch(url, { headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.getElementById("results");
    if (mine !== asked) return; // a later answer is on its way
    if (!fresh) throw new Error("no list");
    $("results").replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", url);
  } catch {
    location.assign(url);
  }
}

function cursor() {
  const rows = () => [...document.querySelectorAll(".list tbody tr")];
  const move = (step) => {
    const all = rows(), at = all.findIndex((r) => r.classList.contains("cursor"));
    if (!all.length) return;
    const to = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step))];
    for (const r of all) r.classList.toggle("cursor", r === to);
    to.querySelector("a").focus();
    to.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("focusin", (e) => {
    const row = e.target.closest?.(".list tbody tr");
    if (row) for (const r of rows()) r.classList.toggle("cursor", r === row);
  });
  document.addEventListener("keydown", (e) => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || isTyping(e.target) || document.querySelector("dialog[open]")) return;
    if (e.key === "j" || e.key === "k") { e.preventDefault(); move(e.key === "j" ? 1 : -1); }
    if (e.key === "r") $("surprise")?.click();
  });
}

export function problemList() {
  const form = $("find");
  if (!form) return;
  const filters = $("filters");
  if (matchMedia("(min-width: 821px)").matches) filters.open = true;
  let timer = 0;
  const soon = (ms) => { clearTimeout(timer); timer = setTimeout(() => refresh(form), ms); };
  form.addEventListener("submit", (e) => { e.preventDefault(); soon(0); });
  $("q").addEventListener("input", () => soon(200));
  form.elements.sort.addEventListener("change", () => soon(0));
  filters.addEventListener("change", () => soon(0));
  if (location.hash === "#q") $("q").focus();
  $("q").addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown") { e.preventDefault(); document.querySelector(".list tbody a")?.focus(); }
  });
  cursor();
}
