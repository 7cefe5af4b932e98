// Lays Playwright's driver as Playwright for Java wants it: a folder that holds "node", the
// machine's Node, and "package", npm's playwright-core. Installs that first where the lock file has
// changed since the last time.
//
// node lay-driver.mjs FOLDER, in the folder of the lock file.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const folder = path.resolve(process.argv[2]);
const installedFrom = "node_modules/.installed-from";

const lock = createHash("sha256").update(fs.readFileSync("package-lock.json")).digest("hex");
if (!fs.existsSync(installedFrom) || fs.readFileSync(installedFrom, "utf8") !== lock) {
  // With a shell, because npm is a script on Windows.
  const npm = spawnSync("npm ci --ignore-scripts --no-audit --no-fund", {
    shell: true,
    stdio: "inherit",
  });
  if (npm.status !== 0) {
    process.exit(npm.status ?? 1);
  }
  fs.writeFileSync(installedFrom, lock);
}

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
if (process.platform === "win32") {
  // Links to files want a privilege there.
  fs.copyFileSync(process.execPath, path.join(folder, "node.exe"));
} else {
  fs.symlinkSync(process.execPath, path.join(folder, "node"));
}
fs.symlinkSync(
  path.resolve("node_modules/playwright-core"),
  path.join(folder, "package"),
  "junction",
);
