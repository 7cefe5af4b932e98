// "pack VERSION": lays the Worker out under target/worker, prints its size, and fails where it has
// grown past the limit; then lays out the npm package "latchkey-relay" under target/npm.
// "contract": puts the Worker's classes together with the door that tests of its stores want, for
// TeaVM; "contract-pack" lays out what that makes of them, under target/contract.
// All run in the folder of the module.

import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

// 55,350 when this was written, and room for the settings of more providers. Cloudflare itself takes
// megabytes.
const GZIP_MAX_BYTES = 62 * 1024;

/** Made smaller than TeaVM makes it; the map leads back to Java. */
async function minified() {
  const { minify } = await import("terser");
  const { code, map } = await minify(fs.readFileSync("target/teavm/relay.js", "utf8"), {
    module: true,
    compress: { ecma: 2020, passes: 3, unsafe_arrows: true },
    sourceMap: { content: fs.readFileSync("target/teavm/relay.js.map", "utf8") },
  });
  return { code: `${code}\n`, map: JSON.parse(map) };
}

async function pack(version) {
  fs.mkdirSync("target/worker", { recursive: true });
  const { code, map } = await minified();
  fs.writeFileSync("target/worker/relay.js", code);
  fs.writeFileSync("target/relay.js.map", JSON.stringify(map));
  fs.copyFileSync("src/main/js/index.js", "target/worker/index.js");
  fs.writeFileSync("target/worker/presets.js", presets());
  const files = ["index.js", "presets.js", "relay.js"];
  const bytes = files.map((name) => fs.readFileSync(`target/worker/${name}`));
  const raw = bytes.reduce((sum, file) => sum + file.length, 0);
  const gzip = gzipSync(Buffer.concat(bytes), { level: 9 }).length;
  console.log(`Worker: ${raw} bytes, ${gzip} gzip (limit ${GZIP_MAX_BYTES})`);
  const largest = [...bytesBySource(code, map)].sort((a, b) => b[1] - a[1]).slice(0, 16);
  console.log(`  largest: ${largest.map(([name, size]) => `${name} ${size}`).join(", ")}`);
  if (gzip > GZIP_MAX_BYTES) {
    console.error("The Worker has grown past its limit.");
    process.exit(1);
  }
  layOutPackage(version);
}

/**
 * How many bytes of the code come from each source file. What stands between two places that the
 * map knows, a head or an end of a function, goes with the one before; long stretches (the tables
 * of classes, the runtime) are TeaVM's.
 */
function bytesBySource(code, map) {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const lines = code.split("\n");
  const sizes = new Map();
  let source = 0;
  let last = "TeaVM";
  map.mappings.split(";").forEach((line, row) => {
    const starts = [];
    let column = 0;
    for (const segment of line.split(",").filter(Boolean)) {
      const numbers = [];
      let value = 0;
      let shift = 0;
      for (const digit of segment) {
        const bits = digits.indexOf(digit);
        value |= (bits & 31) << shift;
        shift += 5;
        if ((bits & 32) === 0) {
          numbers.push(value & 1 ? -(value >> 1) : value >> 1);
          value = shift = 0;
        }
      }
      column += numbers[0];
      source += numbers[1] ?? 0;
      starts.push([column, numbers.length > 1 ? map.sources[source] : null]);
    }
    starts.forEach(([start, known], i) => {
      const end = starts[i + 1]?.[0] ?? lines[row].length;
      last = known ?? (end - start > 300 ? "TeaVM" : last);
      const name = last;
      const short = name.split("/").pop().replace(/\.java$/, "");
      sizes.set(short, (sizes.get(short) ?? 0) + end - start);
    });
  });
  return sizes;
}

/** The settings of all presets, names and values by turns; facts for people stay behind. */
function presets() {
  const all = {};
  for (const file of fs.readdirSync("../presets").filter((name) => name.endsWith(".preset"))) {
    const text = fs.readFileSync(`../presets/${file}`, "utf8");
    all[file.slice(0, -".preset".length)] = text
      .split("\n")
      .filter((line) => /^[A-Z]/.test(line))
      .flatMap((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
  }
  return `export const presets = ${JSON.stringify(all)};\n`;
}

/** What a project in TypeScript uses: the Worker as it was built, and what runs and deploys it. */
function layOutPackage(version) {
  const out = "target/npm";
  fs.rmSync(out, { recursive: true, force: true });
  fs.cpSync("src/main/npm/package", out, { recursive: true });
  fs.cpSync("target/worker", `${out}/worker`, { recursive: true });
  for (const [from, to] of [
    ["src/main/npm/local.mjs", "local.mjs"],
    ["schema.sql", "schema.sql"],
    [".dev.vars.example", "dev.vars.example"],
    ["../../LICENSE", "LICENSE"],
  ]) {
    fs.copyFileSync(from, `${out}/${to}`);
  }
  fs.chmodSync(`${out}/local.mjs`, 0o755);
  const write = (name, from, what, instead) => {
    const text = fs.readFileSync(from, "utf8");
    if (!text.includes(what)) {
      throw new Error(`${from} has no ${what}`);
    }
    fs.writeFileSync(`${out}/${name}`, text.replace(what, instead));
  };
  const main = (folder) => `main = "${folder}/worker/index.js"`;
  write("wrangler.toml", "wrangler.toml", main("target"), main("node_modules/latchkey-relay"));
  write(
    "package.json",
    "src/main/npm/package/package.json",
    "${version}",
    version.replace(/-SNAPSHOT$/, "-dev"),
  );
}

function contract() {
  const door = "io/github/latchkey/relay/worker/contract";
  fs.rmSync("target/contract-classes", { recursive: true, force: true });
  fs.cpSync("target/classes", "target/contract-classes", { recursive: true });
  // What both hosts are held to: computed by the core's test class, with the Worker's cryptography.
  const vectors = "io/github/latchkey/relay/seal/FormatVectors.class";
  fs.mkdirSync(path.dirname(`target/contract-classes/${vectors}`), { recursive: true });
  fs.copyFileSync(`../core/target/test-classes/${vectors}`, `target/contract-classes/${vectors}`);
  fs.cpSync(`target/test-classes/${door}`, `target/contract-classes/${door}`, { recursive: true });
}

function contractPack() {
  fs.mkdirSync("target/contract", { recursive: true });
  fs.copyFileSync("src/main/js/index.js", "target/contract/index.js");
  fs.copyFileSync("target/worker/presets.js", "target/contract/presets.js");
}

await { pack, contract, "contract-pack": contractPack }[process.argv[2]](...process.argv.slice(3));
