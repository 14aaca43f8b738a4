// Building nodes. Whatever comes from a learner or the server goes in as text, never as markup.

/** el("p", {class: "meta", onclick: f, style: {"--at": "3%"}}, "text", node, null, [more]) */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

export function icon(name, extra = "") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", `i ${extra}`.trim());
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

export const hidden = (text) => el("span", { class: "vh" }, text);
export const $ = (id) => document.getElementById(id);

/** Statement, hints and editorial come from the server as sanitized HTML: the one place where markup is taken over. */
export function setServerHtml(node, html) {
  node.innerHTML = html;
  return node;
}

/** Marked spans of code inside a sentence: `x.max()` becomes <code>. */
export function sentence(text) {
  return String(text ?? "").split("`").map((part, i) => (i % 2 ? el("code", {}, part) : part));
}

export const isTyping = (target) =>
  target instanceof Element && !!target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]");

export const store = {
  get(key) { try { return JSON.parse(localStorage.getItem(`torchyard:${key}`)); } catch { return null; } },
  /** True when it is really kept: storage may be full or switched off. */
  set(key, value) { try { localStorage.setItem(`torchyard:${key}`, JSON.stringify(value)); return true; } catch { return false; } },
  drop(key) { try { localStorage.removeItem(`torchyard:${key}`); } catch { /* nothing was kept */ } },
};
export const session = {
  get(key) { try { return JSON.parse(sessionStorage.getItem(`torchyard:${key}`)); } catch { return null; } },
  set(key, value) { try { sessionStorage.setItem(`torchyard:${key}`, JSON.stringify(value)); } catch { /* only comfort is lost */ } },
  drop(key) { try { sessionStorage.removeItem(`torchyard:${key}`); } catch { /* nothing was kept */ } },
};
