// Builds the last commit twice, from two clean clones in two folders, and compares every artifact byte for byte: jars, npm
// tarballs, and the Worker's modules. Prints their SHA-256 hashes. Exits with code 1 if two of them differ.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Runs a program and returns what it prints; exits with that if it fails. */
function run(folder, program, ...more) {
  const options = { cwd: folder, shell: process.platform === "win32", encoding: "utf8" };
  const { status, stdout, stderr } = spawnSync(program, more, options);
  if (status !== 0) {
    console.error(`${program} ${more.join(" ")} failed in ${folder}:\n${stdout}${stderr}`);
    process.exit(1);
  }
  return stdout;
}

/** Builds a clone of this repository in a new folder, and returns its artifacts' hashes by name. */
function build(folder) {
  run(".", "git", "clone", "--quiet", ".", folder);
  run(folder, "mvn", "-B", "-q", "-DskipTests", "package");
  const hashes = new Map();
  for (const file of run(folder, "git", "ls-files", "pom.xml", "*/pom.xml").trim().split("\n")) {
    const target = path.join(folder, path.dirname(file), "target");
    const inTarget = (name) => (fs.existsSync(path.join(target, name)) ? fs.readdirSync(path.join(target, name)) : []);
    if (inTarget("npm").includes("package.json")) {
      run(path.join(target, "npm"), "npm", "pack", "--silent", "--pack-destination", target);
    }
    const names = inTarget("").filter((name) => /\.(jar|tgz)$/.test(name) && !name.startsWith("original-"));
    for (const name of [...names, ...inTarget("worker").map((name) => `worker/${name}`)]) {
      const bytes = fs.readFileSync(path.join(target, name));
      hashes.set(`${path.dirname(file)}/target/${name}`, createHash("sha256").update(bytes).digest("hex"));
    }
  }
  return hashes;
}

const work = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-reproducible-"));
console.log("Building the last commit twice, which takes some minutes.");
const first = build(path.join(work, "first"));
const second = build(path.join(work, "another/folder/second"));
let different = 0;
for (const name of [...new Set([...first.keys(), ...second.keys()])].sort()) {
  const [one, other] = [first.get(name), second.get(name)];
  console.log(`${one}  ${name}${one === other ? "" : `\n${other}  ${name}  DIFFERENT`}`);
  if (one !== other) different++;
}
if (different > 0 || first.size === 0) {
  console.error(`${different} of ${first.size} artifacts differ: compare the builds in ${work}.`);
  process.exit(1);
}
fs.rmSync(work, { recursive: true });
console.log(`${first.size} artifacts, built twice, are equal byte for byte.`);
