// Builds the modules that its arguments name ("all", or Maven's -pl) without their tests, and reports each module as Maven
// reaches it. If neither the sources nor the artifacts have changed since this script last built them, it builds nothing.

import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";

const [modules] = process.argv.slice(2);
const stamp = `target/built-${modules.replaceAll("/", "-")}.json`;

const hash = (file) => createHash("sha256").update(fs.readFileSync(file)).digest("hex");

/** The files that the artifacts are made from: what Git knows or would add, without tests and workflows. */
function sources() {
  const git = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" });
  if (git.status !== 0) return null; // no Git, or no repository: build each time
  return git.stdout.split("\n").filter((file) => file && !/\/src\/test\/|^\.(ci|github)\//.test(file) && fs.existsSync(file));
}

function artifacts() {
  const found = [];
  for (const pom of fs.readFileSync("pom.xml", "utf8").matchAll(/<module>(.*)<\/module>/g)) {
    for (const [folder, wanted] of [["", /(?<!-tests)\.jar$|^demo$/], ["npm", /./], ["worker", /./], ["plugin", /./]]) {
      const target = path.join(pom[1], "target", folder);
      if (!fs.existsSync(target)) continue;
      for (const entry of fs.readdirSync(target, { withFileTypes: true })) {
        if (entry.isFile() && wanted.test(entry.name)) found.push(path.join(target, entry.name));
      }
    }
  }
  return found;
}

const hashes = (files) => Object.fromEntries(files.map((file) => [file, hash(file)]));

function isUpToDate(known) {
  if (!known || !fs.existsSync(stamp)) return false;
  const built = JSON.parse(fs.readFileSync(stamp, "utf8"));
  return (
    JSON.stringify(built.sources) === JSON.stringify(known) &&
    Object.entries(built.artifacts).every(([file, expected]) => fs.existsSync(file) && hash(file) === expected)
  );
}

/** Runs Maven; resolves once it has ended, with its exit code. */
function maven() {
  // The demo's launchers name the tests' classes too; nothing else needs them.
  const selection = modules === "all" ? [] : ["-Dmaven.test.skip", "-pl", modules, "-am"];
  const shell = process.platform === "win32";
  const child = spawn("mvn", ["-B", "-DskipTests", ...selection, "package"], { shell, stdio: ["ignore", "pipe", "inherit"] });
  const lines = [];
  let isFetching = false;
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    const building = /Building (.*?) \S+ +(\[\d+\/\d+\])/.exec(line);
    if (building) {
      console.log(`${building[2]} ${building[1]}`);
      isFetching = false;
    } else if (!isFetching && /Downloading from /.test(line)) {
      console.log("      downloading what it needs");
      isFetching = true;
    }
  });
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(`Maven (mvn) did not start: ${error.message}`);
      resolve(1);
    });
    child.on("close", (code) => {
      if (code !== 0) console.error(lines.filter((line) => !/Download(ing|ed) from /.test(line)).slice(-60).join("\n"));
      resolve(code ?? 1);
    });
  });
}

const files = sources();
const known = files && hashes(files);
if (!isUpToDate(known)) {
  fs.rmSync(stamp, { force: true });
  console.log("Building; the first time takes some minutes, most of them for downloads.");
  const code = await maven();
  if (code !== 0) process.exit(code);
  fs.mkdirSync("target", { recursive: true });
  fs.writeFileSync(stamp, JSON.stringify({ sources: known, artifacts: hashes(artifacts()) }));
}
