// What is wrong with what is in sight, as sentences. Asked of the whole page, since a person scrolls.
({ where, text }) => {
  const faults = [], say = (what) => faults.push(`${where}: ${what}`);
  const html = document.documentElement;
  if (html.scrollWidth > html.clientWidth) say(`the page is ${html.scrollWidth} wide on ${html.clientWidth}`);

  const scrolls = (node) => ["auto", "scroll"].includes(getComputedStyle(node).overflowX);
  const panels = [...document.querySelectorAll('[role="tabpanel"]')].filter((panel) => panel.checkVisibility() && !panel.closest(".cm-editor"));
  for (const panel of panels) {
    const edge = panel.getBoundingClientRect().left + panel.clientLeft + panel.clientWidth;
    if (panel.scrollWidth > panel.clientWidth) say(`#${panel.id} scrolls sideways, ${panel.scrollWidth} on ${panel.clientWidth}`);
    for (const node of panel.querySelectorAll("table, pre, .math, .katex-html, code, img, p, li, h2, h3")) {
      if (!node.checkVisibility() || node.getBoundingClientRect().right <= edge + 1) continue;
      let outer = node.parentElement;
      while (outer !== panel && !scrolls(outer)) outer = outer.parentElement;
      if (outer === panel) say(`<${node.tagName.toLowerCase()}> runs out of #${panel.id}: ${node.textContent.trim().slice(0, 60)}`);
    }
    for (const node of panel.querySelectorAll("pre, .scroll-x, div.math"))
      if (node.scrollWidth > node.clientWidth + 1 && !scrolls(node)) say(`<${node.className}> is cut off: ${node.textContent.trim().slice(0, 60)}`);
  }

  if (!text) return faults;
  for (const node of document.querySelectorAll(".katex-error, .math:not([data-drawn])"))
    if (node.checkVisibility()) say(`a formula is not drawn: ${node.textContent.slice(0, 80)}`);
  const paint = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      paint.clearRect(0, 0, 1, 1);
      paint.fillStyle = colour;
      paint.fillRect(0, 0, 1, 1);
      known.set(colour, [...paint.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(colour);
  };
  const over = (top, below) => top.slice(0, 3).map((c, i) => c * (top[3] / 255) + below[i] * (1 - top[3] / 255)).concat(255);
  const ground = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 255) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 255]);
  };
  const light = ([r, g, b]) => [r, g, b].map((v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const faint = new Set();
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let at = walk.nextNode(); at; at = walk.nextNode()) {
    const node = at.parentElement, words = at.textContent.trim();
    if (!words || !node.checkVisibility() || node.closest(".vh, script, .katex-mathml, [disabled]")) continue;
    if (!node.closest("code, pre, .katex, .cm-editor") && /\$|\\[a-zA-Z]{2,}/.test(words)) say(`source of a formula: ${words.slice(0, 80)}`);
    const back = ground(node), ink = over(rgba(getComputedStyle(node).color), back);
    const [a, b] = [light(ink), light(back)].sort((p, q) => q - p);
    if ((a + 0.05) / (b + 0.05) < 4.49) faint.add(`faint text, ${((a + 0.05) / (b + 0.05)).toFixed(2)}: ${words.slice(0, 40)}`);
  }
  for (const one of [...faint].slice(0, 5)) say(one);
  return faults;
}
