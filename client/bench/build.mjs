// Bundles each contender by esbuild alone, with what a login needs of it, into target/bench, and
// writes down how large each is.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../target/bench");

async function bundle(names) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: here,
    entryPoints: names.map((name) => `entries/${name}.js`),
    alias: { latchkey: join(here, "../target/npm/latchkey.js") },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    outdir: join(out, "bundles"),
    logLevel: "warning",
  });
}

function sizeOf(name) {
  const code = readFileSync(join(out, "bundles", `${name}.js`));
  const brotli = brotliCompressSync(code, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: code.length },
  });
  return `${name} ${code.length} ${brotli.length}\n`;
}

const names = readdirSync(join(here, "entries")).map((file) => basename(file, ".js"));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await bundle(names);
writeFileSync(join(out, "sizes.txt"), names.map(sizeOf).join(""));
