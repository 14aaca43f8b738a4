// Writes the browser libraries into a folder: node build.mjs FOLDER
// The same lock file gives the same bytes, so that verify.mjs can compare them with what is committed.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");

/** Bundles the entry points and returns the packages they drew from. */
async function bundle(out, entryPoints, chunk) {
  const { metafile } = await build({
    absWorkingDir: here, entryPoints, outdir: out, bundle: true, splitting: true, format: "esm", target: "es2022",
    minify: true, charset: "utf8", legalComments: "none", chunkNames: chunk, metafile: true, logLevel: "warning",
  });
  return Object.keys(metafile.inputs)
    .map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1])
    .filter(Boolean);
}

/** KaTeX ships every font three times; each browser we support reads woff2. */
async function katexStyle(out) {
  const dist = join(modules, "katex", "dist");
  const css = await readFile(join(dist, "katex.min.css"), "utf8");
  const lean = css.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g, "");
  if (/\.(?:woff|ttf)\)/.test(lean)) throw new Error("katex.min.css names fonts in a way this script does not know");
  await writeFile(join(out, "katex.css"), lean.trimEnd() + "\n");
  await mkdir(join(out, "fonts"));
  for (const name of (await readdir(join(dist, "fonts"))).filter((n) => n.endsWith(".woff2")))
    await cp(join(dist, "fonts", name), join(out, "fonts", name));
}

async function licences(out, packages) {
  const parts = ["Third-party software in this folder, and the licences it comes under.\n"];
  for (const name of [...new Set(packages)].sort()) {
    const root = join(modules, name);
    const { version, license } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const file = (await readdir(root)).find((n) => /^licen[cs]e/i.test(n));
    if (!file) throw new Error(`${name} ships no licence text`);
    parts.push(`${"=".repeat(78)}\n${name} ${version} (${license})\n\n${(await readFile(join(root, file), "utf8")).trim()}\n`);
  }
  const ofl = await readFile(join(here, "licenses", "OFL-1.1.txt"), "utf8");
  parts.push(`${"=".repeat(78)}\nThe KaTeX fonts in fonts/ (OFL-1.1)\n
Copyright (c) 2009-2010, Design Science, Inc. (<www.mathjax.org>)
Copyright (c) 2014-2018 Khan Academy (<www.khanacademy.org>),
with the font names KaTeX_* reserved.\n\n${ofl.trim()}\n`);
  await writeFile(join(out, "LICENSES.txt"), parts.join("\n").replace(/\r\n/g, "\n"));
}

export async function buildInto(out) {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const used = [
    ...(await bundle(out, { editor: "src/editor.js", merge: "src/merge.js" }, "codemirror")),
    ...(await bundle(out, { katex: "src/katex.js" }, "katex-shared")),
  ];
  await katexStyle(out);
  await licences(out, used);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv[2]) throw new Error("usage: node build.mjs FOLDER");
  await buildInto(resolve(process.argv[2]));
}
