// Draws the formulas of a page. KaTeX is loaded only where there is one.

export async function drawMath(root = document) {
  const formulas = [...root.querySelectorAll(".math:not([data-drawn])")];
  if (!formulas.length) return;
  if (!document.getElementById("katex-css")) {
    const link = Object.assign(document.createElement("link"), {
      id: "katex-css", rel: "stylesheet", href: new URL("./vendor/katex.css", import.meta.url).href,
    });
    document.head.append(link);
  }
  const { default: katex } = await import("./vendor/katex.js");
  for (const node of formulas) {
    const tex = node.textContent;
    node.dataset.drawn = "";
    try {
      katex.render(tex, node, { displayMode: node.tagName === "DIV", throwOnError: false, trust: false, output: "htmlAndMathml" });
    } catch {
      node.textContent = tex; // what KaTeX cannot read stays readable as TeX
    }
  }
}
