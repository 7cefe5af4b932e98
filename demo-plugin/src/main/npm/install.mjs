// Runs "npm ci" where the lock file is not the one that node_modules was made from. Runs in the
// folder of the lock file.

import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import fs from "node:fs"

const installedFrom = "node_modules/.installed-from"

const lock = createHash("sha256").update(fs.readFileSync("package-lock.json")).digest("hex")
if (!fs.existsSync(installedFrom) || fs.readFileSync(installedFrom, "utf8") !== lock) {
  // With a shell, because npm is a script on Windows. Without scripts: none of these needs one.
  const npm = spawnSync("npm ci --ignore-scripts --no-audit --no-fund", {
    shell: true,
    stdio: "inherit",
  })
  if (npm.status !== 0) process.exit(npm.status ?? 1)
  fs.writeFileSync(installedFrom, lock)
}
