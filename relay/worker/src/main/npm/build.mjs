// "install": installs what the lock file says, where it has changed since the last time.
// "pack VERSION": lays the Worker out under target/worker, prints its size, and fails where it has
// grown past the limit. Both run in the folder of the lock file.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { gzipSync } from "node:zlib";

// 50.3 KB when this was written, and room for a feature; Cloudflare itself takes megabytes.
const GZIP_MAX_BYTES = 53_248;

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

function pack() {
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
}

({ install, pack })[process.argv[2]]();
