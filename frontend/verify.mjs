// Builds again in a temporary folder and fails if a byte differs from static/vendor.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { buildInto } from "./build.mjs";

const committed = join(dirname(fileURLToPath(import.meta.url)), "..", "static", "vendor");

async function files(root) {
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return new Map(found.filter((f) => f.isFile()).map((f) => {
    const path = join(f.parentPath ?? f.path, f.name);
    return [relative(root, path), path];
  }));
}

const fresh = await mkdtemp(join(tmpdir(), "torchyard-vendor-"));
try {
  await buildInto(fresh);
  const [was, is] = [await files(committed), await files(fresh)];
  const wrong = [];
  for (const name of [...new Set([...was.keys(), ...is.keys()])].sort()) {
    if (!was.has(name)) wrong.push(`${name}: missing in static/vendor`);
    else if (!is.has(name)) wrong.push(`${name}: nothing builds it`);
    else if (!(await readFile(was.get(name))).equals(await readFile(is.get(name)))) wrong.push(`${name}: differs`);
  }
  if (wrong.length) {
    console.error(`static/vendor is not what frontend/ builds:\n  ${wrong.join("\n  ")}\nRun: npm ci && npm run build`);
    process.exitCode = 1;
  } else console.log(`static/vendor is what frontend/ builds (${is.size} files).`);
} finally {
  await rm(fresh, { recursive: true, force: true });
}
