// "install": installs what the lock file says, where it has changed since the last time.
// "pack VERSION": lays the Worker out under target/worker, prints its size, and fails where it has
// grown past the limit; then lays out the npm package "latchkey-relay" under target/npm.
// "contract": puts the Worker's classes together with the door that tests of its stores want, for
// TeaVM; "contract-pack" lays out what that makes of them, under target/contract.
// All run in the folder of the lock file.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { gzipSync } from "node:zlib";

// 52.9 KB when this was written, and room for a feature; Cloudflare itself takes megabytes.
const GZIP_MAX_BYTES = 57_344;

function install() {
  const installedFrom = "node_modules/.installed-from";
  const lock = createHash("sha256").update(fs.readFileSync("package-lock.json")).digest("hex");
  if (fs.existsSync(installedFrom) && fs.readFileSync(installedFrom, "utf8") === lock) {
    return;
  }
  // With a shell, because npm is a script on Windows. Without scripts: none of these needs one.
  const npm = spawnSync("npm ci --ignore-scripts --no-audit --no-fund", {
    shell: true,
    stdio: "inherit",
  });
  if (npm.status !== 0) {
    process.exit(npm.status ?? 1);
  }
  fs.writeFileSync(installedFrom, lock);
}

function pack(version) {
  fs.mkdirSync("target/worker", { recursive: true });
  fs.copyFileSync("target/teavm/relay.js", "target/worker/relay.js");
  fs.copyFileSync("src/main/js/index.js", "target/worker/index.js");
  const bytes = ["index.js", "relay.js"].map((name) => fs.readFileSync(`target/worker/${name}`));
  const raw = bytes.reduce((sum, file) => sum + file.length, 0);
  const gzip = gzipSync(Buffer.concat(bytes), { level: 9 }).length;
  console.log(`Worker: ${raw} bytes, ${gzip} gzip (limit ${GZIP_MAX_BYTES})`);
  if (gzip > GZIP_MAX_BYTES) {
    console.error("The Worker has grown past its limit.");
    process.exit(1);
  }
  layOutPackage(version);
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
  fs.cpSync(`target/test-classes/${door}`, `target/contract-classes/${door}`, { recursive: true });
}

function contractPack() {
  fs.copyFileSync("src/main/js/index.js", "target/contract/index.js");
}

({ install, pack, contract, "contract-pack": contractPack })[process.argv[2]](...process.argv.slice(3));
