// Makes the npm package in target/npm from TeaVM's output: bundled, made small, and measured.
// Maven calls it after TeaVM (process-classes) with the project's version.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withSources } from "./positions.mjs";
import { lean, refuseRuntime } from "./teavm.mjs";

const MOST_BROTLI_BYTES = 7360;

const client = join(dirname(fileURLToPath(import.meta.url)), "../..");
const work = join(client, "target/module");
const out = join(client, "target/npm");
const java = join(client, "src/main/java");
const version = process.argv[2].replace(/-SNAPSHOT$/, "-dev");

async function bundle(teavm, file) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: client,
    entryPoints: ["src/main/npm/entry.js"],
    alias: { "teavm-output": join(client, "target/teavm", teavm) },
    bundle: true,
    format: "esm",
    outfile: file,
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "warning",
  });
}

/** Makes a bundle small; its map leads on through the bundle's own map to Java. */
async function minify(from, to) {
  const { minify: terser } = await import("terser");
  const { code, map } = await terser(readFileSync(from, "utf8"), {
    module: true,
    toplevel: true,
    compress: { ecma: 2020, passes: 3, unsafe: true, unsafe_arrows: true, hoist_funs: true, collapse_vars: false },
    mangle: { properties: { regex: /^\$/ } },
    sourceMap: { content: readFileSync(`${from}.map`, "utf8") },
  });
  write(to, code, map);
}

/** Writes a module, and beside it its map. */
function write(to, code, map) {
  const name = basename(to);
  writeFileSync(to, `${code.trimEnd()}\n//# sourceMappingURL=${name}.map\n`);
  writeFileSync(`${to}.map`, withSources(map, name, java));
}

function measure(file) {
  const code = readFileSync(file);
  const brotli = brotliCompressSync(code, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: code.length },
  }).length;
  const gzip = gzipSync(code, { level: 9 }).length;
  console.log(`latchkey.js: ${code.length} bytes, gzip ${gzip}, brotli ${brotli} (at most ${MOST_BROTLI_BYTES})`);
  if (brotli > MOST_BROTLI_BYTES) {
    console.error(`latchkey.js is ${brotli - MOST_BROTLI_BYTES} bytes too large`);
    process.exit(1);
  }
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
mkdirSync(work, { recursive: true });
const bundled = join(work, "bundled.js");
const teavm = join(client, "target/teavm");
writeFileSync(join(teavm, "lean.js"), lean(readFileSync(join(teavm, "module.js"), "utf8")));
await bundle("lean.js", bundled);
refuseRuntime(readFileSync(bundled, "utf8"));
await minify(bundled, join(out, "latchkey.js"));
write(join(out, "latchkey.debug.js"), readFileSync(bundled, "utf8"), readFileSync(`${bundled}.map`, "utf8"));
for (const name of ["latchkey.d.ts", "README.md"]) {
  cpSync(join(client, "src/main/npm", name), join(out, name));
}
cpSync(join(client, "../LICENSE"), join(out, "LICENSE"));
const manifest = readFileSync(join(client, "src/main/npm/package.json"), "utf8");
writeFileSync(join(out, "package.json"), manifest.replace("${version}", version));
measure(join(out, "latchkey.js"));
