// Lays out the npm package "create-latchkey" in target/npm. Maven calls it with the project's version.

import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import fs from "node:fs"
import path from "node:path"

const root = "../.."
const out = "target/npm"
const latchkey = process.argv[2]
const version = latchkey.replace(/-SNAPSHOT$/, "-dev")

function copy(from, to) {
  fs.cpSync(from, path.join(out, to), { recursive: true })
}

/** Packs an npm package as npm would publish it. */
function pack(folder, to) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm"
  fs.mkdirSync(to, { recursive: true })
  execFileSync(npm, ["pack", "--silent", "--pack-destination", path.resolve(to)], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  })
}

/**
 * Latchkey's own packages, for as long as no registry has them. Maven keeps what it has fetched under a version for good,
 * so each jar has one of its own.
 *
 * @returns the client's version for Maven
 */
function vendor() {
  pack(`${root}/client/target/npm`, `${out}/vendor/ts`)
  pack(`${root}/relay/worker/target/npm`, `${out}/vendor/ts`)
  copy(`${root}/relay/server/target/latchkey-relay.jar`, "vendor/java/latchkey-relay.jar")
  const jar = `${root}/client/target/latchkey-client-${latchkey}.jar`
  const hash = createHash("sha256").update(fs.readFileSync(jar)).digest("hex")
  const unique = latchkey.replace("SNAPSHOT", hash.slice(0, 12))
  const repository = (artifact, type) =>
    `vendor/java/maven/io/github/latchkey/${artifact}/${unique}/${artifact}-${unique}.${type}`
  copy(jar, repository("latchkey-client", "jar"))
  for (const [pom, artifact] of [
    ["client/pom.xml", "latchkey-client"],
    ["pom.xml", "latchkey"],
  ]) {
    const to = path.join(out, repository(artifact, "pom"))
    fs.mkdirSync(path.dirname(to), { recursive: true })
    fs.writeFileSync(to, fs.readFileSync(`${root}/${pom}`, "utf8").replaceAll(latchkey, unique))
  }
  return unique
}

fs.rmSync(out, { recursive: true, force: true })
fs.mkdirSync(out, { recursive: true })
for (const name of ["create.mjs", "profiles.json", "template"]) copy(name, name)
copy(`${root}/relay/presets`, "presets")
copy(`${root}/LICENSE`, "LICENSE")
const manifest = JSON.parse(fs.readFileSync("package.json", "utf8"))
const maven = latchkey.endsWith("-SNAPSHOT") ? vendor() : latchkey
fs.writeFileSync(`${out}/package.json`, JSON.stringify({ ...manifest, version, latchkey: maven }, null, 2))
