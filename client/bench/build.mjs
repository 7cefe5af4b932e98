// Bundles each contender by esbuild alone, with what a login needs of it, into target/bench, and
// writes down how large each is.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../target/bench");
const lock = readFileSync(join(here, "package-lock.json"), "utf8");
const installed = join(here, "node_modules/.installed-lock.json");

/** Runs npm where the lock has changed since the last time. */
function install() {
  if (existsSync(installed) && readFileSync(installed, "utf8") === lock) return;
  const isWindows = process.platform === "win32";
  execFileSync(isWindows ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: here,
    stdio: ["ignore", "inherit", "inherit"],
    shell: isWindows,
  });
  writeFileSync(installed, lock);
}

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
install();
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await bundle(names);
writeFileSync(join(out, "sizes.txt"), names.map(sizeOf).join(""));
