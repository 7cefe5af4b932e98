// Lays out target/npm-test: this folder, the example and the README's code, and in node_modules the npm package as it is
// packed. Node finds the tools in the node_modules at the top. Runs in the folder of the client.

import { execSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const project = path.resolve("target/npm-test");
const modules = path.join(project, "node_modules");
fs.mkdirSync(project, { recursive: true });
fs.cpSync("src/test/npm", project, { recursive: true });
fs.copyFileSync("example/react/plugin.tsx", path.join(project, "plugin.tsx"));

// What the READMEs show first stands alone but for what a page has.
const page = (button, label) => `declare const ${button}: HTMLButtonElement;\ndeclare const ${label}: HTMLElement;\n`;
const block = (readme, language) => {
  const [, code] = new RegExp("```" + language + "\\n([^]*?)```").exec(fs.readFileSync(readme, "utf8"));
  return code;
};
fs.writeFileSync(path.join(project, "readme.ts"), page("button", "label") + block("target/npm/README.md", "ts"));
fs.writeFileSync(path.join(project, "root.ts"), page("loginButton", "nameLabel") + block("../README.md", "ts"));
fs.writeFileSync(path.join(project, "root-react.tsx"), block("../README.md", "tsx"));

const [{ filename }] = JSON.parse(run(`npm pack --json --pack-destination "${project}"`, "target/npm"));
const own = path.join(modules, "latchkey");
fs.rmSync(modules, { recursive: true, force: true });
fs.mkdirSync(own, { recursive: true });
run(`tar -xzf ${filename} -C node_modules/latchkey --strip-components=1`, project);
fs.renameSync(path.join(project, filename), path.join(project, "latchkey.tgz"));

function run(command, cwd) {
  return execSync(command, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
