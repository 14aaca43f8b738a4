// A classic script, first in <head>: the theme is set before anything is painted, so that no page flashes.
(() => {
  const root = document.documentElement, KEY = "torchyard:theme";
  const next = { system: "light", light: "dark", dark: "system" };
  const icons = { system: "#i-auto", light: "#i-sun", dark: "#i-moon" };
  const read = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const now = () => root.dataset.theme || "system";

  function apply(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.setAttribute("aria-label", `Theme: ${now()}. Switch to ${next[now()]}`);
      button.querySelector("use").setAttribute("href", icons[now()]);
    }
    document.dispatchEvent(new Event("themechange"));
  }

  apply(read());
  addEventListener("storage", (e) => { if (e.key === KEY) apply(e.newValue); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => document.dispatchEvent(new Event("themechange")));
  document.addEventListener("DOMContentLoaded", () => {
    apply(read());
    for (const button of document.querySelectorAll("[data-theme-switch]"))
      button.addEventListener("click", () => {
        const theme = next[now()];
        try { localStorage.setItem(KEY, theme); } catch { /* the choice then lasts as long as the page */ }
        apply(theme);
      });
  });
})();
