// Makes what comes from npm, under the folder "target":
// - playwright/ as Playwright for Java wants its driver: "node", the machine's Node, and "package",
//   npm's playwright-core;
// - classes/.../react.js, React as one module.
// Runs in the folder of the module.

import fs from "node:fs";
import path from "node:path";

const driver = path.resolve("target/playwright");
fs.rmSync(driver, { recursive: true, force: true });
fs.mkdirSync(driver, { recursive: true });
if (process.platform === "win32") {
  // Links to files want a privilege there.
  fs.copyFileSync(process.execPath, path.join(driver, "node.exe"));
} else {
  fs.symlinkSync(process.execPath, path.join(driver, "node"));
}
const playwright = path.resolve("../../node_modules/playwright-core");
fs.symlinkSync(playwright, path.join(driver, "package"), "junction");

const { build } = await import("esbuild");
await build({
  entryPoints: ["src/main/npm/react.mjs"],
  outfile: "target/classes/io/github/latchkey/testing/react.js",
  bundle: true,
  format: "esm",
  define: { "process.env.NODE_ENV": '"development"' },
});
