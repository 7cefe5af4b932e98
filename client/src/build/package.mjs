// Makes the npm package in target/npm from TeaVM's output: bundled, made small, and measured.
// Maven calls it after TeaVM (process-classes) with the project's version and the JDK's home.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withSources } from "./positions.mjs";
import { lean, refuseRuntime, fieldNames } from "./teavm.mjs";

const MOST_BROTLI_BYTES = 6850;

// What stands before an export while Closure works, and after it: as long, so that the map fits.
const MARK = "moduleExport.";
const EXPORT = "export const ";

const client = join(dirname(fileURLToPath(import.meta.url)), "../..");
const work = join(client, "target/module");
const out = join(client, "target/npm");
const java = join(client, "src/main/java");
const version = process.argv[2].replace(/-SNAPSHOT$/, "-dev");
const javaHome = process.argv[3];

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

/**
 * Closure's SIMPLE pass before terser saves a tenth; terser then shortens what is left. Closure drops
 * a module's exports, so it sees them as assignments to a global's members.
 */
async function minify(from, to) {
  const closed = join(work, "closed.js");
  const marked = join(work, "marked.js");
  const bundled = readFileSync(from, "utf8").replace(/export \{([^}]*)\};\s*$/, (_, list) => {
    const exported = list.split(",").map((name) => name.trim().split(" as "));
    return exported.map((pair) => `${MARK}${pair.at(-1)} = ${pair[0]};`).join("\n");
  });
  writeFileSync(marked, bundled);
  const jar = join(client, "../node_modules/google-closure-compiler-java/compiler.jar");
  const options = {
    js: marked,
    js_output_file: closed,
    compilation_level: "SIMPLE",
    language_in: "ECMASCRIPT_NEXT",
    language_out: "ECMASCRIPT_NEXT",
    assume_function_wrapper: "true",
    warning_level: "QUIET",
    create_source_map: `${closed}.map`,
    source_map_input: `${marked}|${from}.map`,
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  // It runs for seconds: the JVM's second compiler would cost more than it saves.
  execFileSync(join(javaHome, "bin/java"), ["-XX:TieredStopAtLevel=1", "-jar", jar, ...flags], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const { minify: terser } = await import("terser");
  const closedModule = readFileSync(closed, "utf8").replaceAll(MARK, EXPORT);
  const { code, map } = await terser(closedModule, {
    module: true,
    toplevel: true,
    compress: { ecma: 2020, passes: 3, unsafe: true, unsafe_arrows: true, hoist_funs: true, collapse_vars: false },
    mangle: { properties: { regex: /^\$/ } },
    nameCache: fieldNames(bundled),
    sourceMap: { content: readFileSync(`${closed}.map`, "utf8") },
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
