// Lays out target/npm-test: this folder, the example and the README's code, with the tools that the
// lock file names and the npm package as it is packed. Runs in the folder of the client.

import { execSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const project = path.resolve("target/npm-test");
const modules = path.join(project, "node_modules");
fs.mkdirSync(project, { recursive: true });
fs.cpSync("src/test/npm", project, { recursive: true, filter: (file) => !file.includes("node_modules") });
fs.copyFileSync("example/react/plugin.tsx", path.join(project, "plugin.tsx"));

// The README's first block of code stands alone but for what a page has.
const readme = fs.readFileSync("target/npm/README.md", "utf8");
const [, first] = /```ts\n([^]*?)```/.exec(readme);
const page = "declare const button: HTMLButtonElement;\ndeclare const label: HTMLElement;\n";
fs.writeFileSync(path.join(project, "readme.ts"), page + first);

const lock = fs.readFileSync(path.join(project, "package-lock.json"), "utf8");
const installed = path.join(modules, ".installed-lock.json");
if (!fs.existsSync(installed) || fs.readFileSync(installed, "utf8") !== lock) {
  run("npm ci --ignore-scripts --no-audit --no-fund --loglevel=error", project);
  fs.writeFileSync(installed, lock);
}

const [{ filename }] = JSON.parse(run(`npm pack --json --pack-destination "${project}"`, "target/npm"));
const own = path.join(modules, "latchkey");
fs.rmSync(own, { recursive: true, force: true });
fs.mkdirSync(own);
run(`tar -xzf ${filename} -C node_modules/latchkey --strip-components=1`, project);
fs.renameSync(path.join(project, filename), path.join(project, "latchkey.tgz"));

function run(command, cwd) {
  return execSync(command, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
