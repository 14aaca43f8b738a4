// Tab lists: arrows, Home and End move; the panel follows. A hidden tab is not a stop.

export function pick(tab, { focus = false } = {}) {
  const list = tab.closest('[role="tablist"]');
  for (const other of list.querySelectorAll('[role="tab"]')) {
    const on = other === tab;
    other.setAttribute("aria-selected", on);
    other.tabIndex = on ? 0 : -1;
    const panel = document.getElementById(other.getAttribute("aria-controls"));
    if (panel) panel.hidden = !on;
  }
  if (focus) tab.focus();
  tab.dispatchEvent(new CustomEvent("tabpick", { bubbles: true }));
}

function moved(list, key) {
  const all = [...list.querySelectorAll('[role="tab"]')].filter((t) => !t.hidden);
  const at = all.indexOf(document.activeElement), n = all.length;
  const to = { ArrowRight: (at + 1) % n, ArrowLeft: (at + n - 1) % n, Home: 0, End: n - 1 }[key];
  return at >= 0 && to !== undefined ? all[to] : null;
}

/** One listener for the whole page, so that lists made later work too. */
export function watchTabs() {
  document.addEventListener("click", (e) => {
    const tab = e.target.closest?.('[role="tab"]');
    if (tab) pick(tab);
  });
  document.addEventListener("keydown", (e) => {
    const list = e.target.closest?.('[role="tablist"]');
    const to = list && !e.ctrlKey && !e.metaKey && !e.altKey && moved(list, e.key);
    if (to) { e.preventDefault(); pick(to, { focus: true }); }
  });
}
