// Builds a release into dist/ from a clean clone of the last commit: node .ci/release.mjs VERSION. Needs Linux, because of
// the image. Equal commits give equal files, except for signatures, which are made if SIGNING_KEY names a key of gpg.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { writeImage } from "./oci.mjs";

const version = process.argv[2];
if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version ?? "")) {
  fail(`VERSION is ${version || "missing"}, and must be a semantic version such as 1.0.0.`);
}
const out = path.resolve("dist");
const work = fs.mkdtempSync(path.join(os.tmpdir(), "latchkey-release-"));
const clone = path.join(work, "latchkey");
const inClone = (...parts) => path.join(clone, ...parts);

function fail(message) {
  console.error(message);
  process.exit(1);
}

function run(folder, program, ...more) {
  const { status, stdout, stderr } = spawnSync(program, more, { cwd: folder, encoding: "utf8" });
  if (status !== 0) fail(`${program} ${more.join(" ")} failed in ${folder}:\n${stdout}${stderr}`);
  return stdout;
}

/** Sets the version of every module, and returns the modules' poms. */
function setVersion() {
  const poms = run(clone, "git", "ls-files", "pom.xml", "*/pom.xml").trim().split("\n");
  const [, snapshot] = /<version>(.*-SNAPSHOT)<\/version>/.exec(fs.readFileSync(inClone("pom.xml"), "utf8"));
  for (const pom of poms) {
    const text = fs.readFileSync(inClone(pom), "utf8");
    fs.writeFileSync(inClone(pom), text.replaceAll(`<version>${snapshot}</version>`, `<version>${version}</version>`));
  }
}

/** A repository's layout as Maven Central takes it: the jars of the modules that others depend on, and their poms. */
function writeMavenRepository() {
  const artifacts = { "latchkey": "", "latchkey-relay-core": "relay/core", "latchkey-relay-server": "relay/server", "latchkey-client": "client" };
  for (const [artifact, module] of Object.entries(artifacts)) {
    const folder = path.join(out, "maven/io/github/latchkey", artifact, version);
    fs.mkdirSync(folder, { recursive: true });
    const base = `${artifact}-${version}`;
    fs.copyFileSync(inClone(module, "pom.xml"), path.join(folder, `${base}.pom`));
    for (const kind of module ? ["", "-sources", "-javadoc"] : []) {
      fs.copyFileSync(inClone(module, "target", `${base}${kind}.jar`), path.join(folder, `${base}${kind}.jar`));
    }
    for (const file of fs.readdirSync(folder).map((name) => path.join(folder, name))) {
      if (process.env.SIGNING_KEY) {
        run(folder, "gpg", "--batch", "--yes", "--local-user", process.env.SIGNING_KEY, "--armor", "--detach-sign", file);
      }
      for (const algorithm of ["md5", "sha1", "sha256", "sha512"]) {
        fs.writeFileSync(`${file}.${algorithm}`, createHash(algorithm).update(fs.readFileSync(file)).digest("hex"));
      }
    }
  }
}

function writeNpmPackages() {
  fs.mkdirSync(path.join(out, "npm"), { recursive: true });
  for (const folder of ["client", "relay/worker", "demo-plugin/create"]) {
    run(inClone(folder, "target/npm"), "npm", "pack", "--silent", "--pack-destination", path.join(out, "npm"));
  }
}

/** The bills of materials, and from them a list of third-party components with their licences. */
function writeBillsOfMaterials() {
  fs.mkdirSync(path.join(out, "sbom"), { recursive: true });
  const rows = new Set();
  for (const [module, name] of [["client", "latchkey-client"], ["relay/server", "latchkey-relay"], ["relay/worker", "latchkey-worker"]]) {
    const bom = fs.readFileSync(inClone(module, "target/sbom.json"), "utf8");
    fs.writeFileSync(path.join(out, "sbom", `${name}.cdx.json`), bom);
    for (const { group, name: component, version: of, licenses = [] } of JSON.parse(bom).components ?? []) {
      if (group === "io.github.latchkey") continue;
      const names = licenses.map(({ license, expression }) => expression ?? license.id ?? license.name);
      rows.add(`${group}:${component} ${of}: ${names.join(", ") || "licence not declared"} (in ${name})`);
    }
  }
  fs.writeFileSync(path.join(out, "THIRD-PARTY.txt"), `${[...rows].sort().join("\n")}\n`);
}

/** The changelog's section of this version, or of the one that is not released yet. */
function writeReleaseNotes() {
  const sections = fs.readFileSync(inClone("CHANGELOG.md"), "utf8").split(/^## /m).slice(1);
  const notes = sections.find((text) => text.startsWith(`${version}\n`)) ?? sections.find((text) => /not released yet/.test(text.split("\n")[0]));
  if (!notes) fail(`CHANGELOG.md has no section of ${version}, and none that is not released yet.`);
  fs.writeFileSync(path.join(out, "RELEASE-NOTES.md"), `# Latchkey ${version}\n${notes.slice(notes.indexOf("\n"))}`);
}

function writeHashes() {
  const files = fs.readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => path.relative(out, path.join(entry.parentPath, entry.name))).filter((name) => !name.endsWith(".asc")).sort();
  const lines = names.map((name) => `${createHash("sha256").update(fs.readFileSync(path.join(out, name))).digest("hex")}  ${name}\n`);
  fs.writeFileSync(path.join(out, "SHA256SUMS"), lines.join(""));
  console.log(`${lines.join("")}${lines.length} files in dist/`);
}

console.log(`Building Latchkey ${version} from the last commit, which takes some minutes.`);
run(".", "git", "clone", "--quiet", ".", clone);
setVersion();
run(clone, "mvn", "-B", "-q", "-Prelease", "-DskipTests", "package");
fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out);
writeMavenRepository();
writeNpmPackages();
fs.copyFileSync(inClone("relay/server/target/latchkey-relay.jar"), path.join(out, `latchkey-relay-${version}.jar`));
fs.cpSync(inClone("relay/worker/target/worker"), path.join(out, "worker"), { recursive: true });
run(clone, "sh", "relay/deploy/image.sh", inClone("relay/server/target/latchkey-relay.jar"), path.join(work, "root"));
writeImage(path.join(work, "root"), path.join(out, "image"), version, inClone("relay/deploy/Dockerfile"));
writeBillsOfMaterials();
fs.copyFileSync(inClone("LICENSE"), path.join(out, "LICENSE"));
writeReleaseNotes();
writeHashes();
fs.rmSync(work, { recursive: true });
