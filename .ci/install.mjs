// Runs "npm ci" for the whole workspace, unless node_modules was already made from this lock file. Maven calls it at the
// top, before any module, so that modules which are built in parallel find everything installed.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";

const installedFrom = "node_modules/.installed-from";

const lock = createHash("sha256").update(fs.readFileSync("package-lock.json")).digest("hex");
if (!fs.existsSync(installedFrom) || fs.readFileSync(installedFrom, "utf8") !== lock) {
  // With a shell, because npm is a script on Windows. Without the packages' scripts, because none of them is required.
  const npm = spawnSync("npm ci --ignore-scripts --no-audit --no-fund --loglevel=error", {
    shell: true,
    stdio: "inherit",
  });
  if (npm.status !== 0) {
    console.error("npm could not install the packages of package-lock.json: see its error above.");
    process.exit(npm.status ?? 1);
  }
  fs.writeFileSync(installedFrom, lock);
}
