// Makes what comes from npm, under the folder "target":
// - playwright/ as Playwright for Java wants its driver: "node", the machine's Node, and "package",
//   npm's playwright-core;
// - classes/.../react.js, React as one module.
// Installs first where the lock file has changed since the last time. Runs in the folder of the lock
// file.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const installedFrom = "node_modules/.installed-from";

const lock = createHash("sha256").update(fs.readFileSync("package-lock.json")).digest("hex");
if (!fs.existsSync(installedFrom) || fs.readFileSync(installedFrom, "utf8") !== lock) {
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

const driver = path.resolve("target/playwright");
fs.rmSync(driver, { recursive: true, force: true });
fs.mkdirSync(driver, { recursive: true });
if (process.platform === "win32") {
  // Links to files want a privilege there.
  fs.copyFileSync(process.execPath, path.join(driver, "node.exe"));
} else {
  fs.symlinkSync(process.execPath, path.join(driver, "node"));
}
const playwright = path.resolve("node_modules/playwright-core");
fs.symlinkSync(playwright, path.join(driver, "package"), "junction");

const { build } = await import("esbuild");
await build({
  entryPoints: ["src/main/npm/react.mjs"],
  outfile: "target/classes/io/github/latchkey/testing/react.js",
  bundle: true,
  format: "esm",
  define: { "process.env.NODE_ENV": '"development"' },
});
