#!/usr/bin/env node
// "npm create latchkey my-plugin -- --provider notion --template ts" writes a project that stands on its own feet.
// It is made of the files under template/: common, then ts or java, then react where it is asked for.

import { randomBytes } from "node:crypto"
import fs from "node:fs"
import path from "node:path"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"

const USAGE =
  "npm create latchkey NAME -- --provider PROVIDER --template ts|java [--react] [--dir FOLDER], such as: " +
  "npm create latchkey my-plugin -- --provider notion --template ts"

const here = path.dirname(fileURLToPath(import.meta.url))
const at = (...names) => path.join(here, ...names)
// In the repository, where "make new" has its arguments checked, they lie where the relay has them.
const presets = fs.existsSync(at("presets")) ? at("presets") : at("../../relay/presets")
const read = (...names) => fs.readFileSync(at(...names), "utf8")

class Refusal extends Error {}

function check(isRight, line) {
  if (!isRight) throw new Refusal(line)
}

/** What was asked for, every part checked. */
function parse(args) {
  const options = {
    provider: { type: "string" },
    template: { type: "string" },
    react: { type: "boolean" },
    dir: { type: "string", default: "." },
    check: { type: "boolean" },
  }
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const [name = "", ...more] = positionals
  check(name !== "" && more.length === 0, USAGE)
  check(
    /^[a-z][a-z0-9-]{0,39}$/.test(name),
    `NAME cannot be "${name}": it has small letters, digits and hyphens, 40 at most, and begins with a letter.`,
  )
  const providers = fs.readdirSync(presets).filter((file) => file.endsWith(".preset"))
  const names = providers.map((file) => path.basename(file, ".preset")).sort()
  check(names.includes(values.provider), `PROVIDER is one of: ${names.join(", ")}.`)
  check(["ts", "java"].includes(values.template), "TEMPLATE is ts or java.")
  check(!values.react || values.template === "ts", "REACT goes with TEMPLATE ts alone.")
  const folder = path.resolve(values.dir, name)
  check(!fs.existsSync(folder), `NAME is taken: ${folder} is there already; choose another one, or another DIR.`)
  return { ...values, name, folder }
}

/** A call's method, headers and body as Java writes them. */
function javaRequest({ method = "GET", headers = {}, body }) {
  const text = JSON.stringify
  const lines = Object.entries(headers).map(([name, value]) => `.header(${text(name)}, ${text(value)})`)
  return [`RequestInit.method(${text(method)})`, ...lines, ...(body ? [`.body(${text(body)})`] : [])].join("")
}

/**
 * What is known of a provider. In a preset's lines names in capitals are the relay's settings; the others are said to
 * people, and some come more than once.
 */
function readPreset(provider) {
  const lines = fs.readFileSync(path.join(presets, `${provider}.preset`), "utf8").split("\n")
  const pairs = lines.map((line) => /^(\w+)=(.*)$/.exec(line)).filter(Boolean)
  const all = (name) => pairs.filter((pair) => pair[1] === name).map((pair) => pair[2])
  const settings = pairs.filter(([, name]) => /^[A-Z]/.test(name)).map(([line]) => line)
  return { all, first: (name) => all(name)[0] ?? "", settings }
}

/** What stands in the files for the names in double braces. */
function values({ name, provider, template, react }) {
  const { version, latchkey } = JSON.parse(read("package.json"))
  const isVendored = fs.existsSync(at("vendor"))
  const versionOf = (pack) => (isVendored ? `file:vendor/${pack}-${version}.tgz` : version)
  const { path: call, member, sample, request, tokenHeader } = JSON.parse(read("profiles.json"))[provider]
  const { all, first, settings } = readPreset(provider)
  const list = (lines, mark) => lines.map((line, at) => `${mark ?? `${at + 1}.`} ${line}`).join("\n")
  const api = first("api")
  return {
    NAME: name,
    ID: randomBytes(3).toString("hex"),
    TITLE: first("name").replace(/ \(.*/, ""),
    SETTINGS: settings.join("\n"),
    SCOPE: first("scopes"),
    REGISTER: first("register"),
    STEPS: list(all("step")),
    REDIRECT: first("redirect"),
    NOTES: list([...all("quirk"), ...all("untried").map((line) => `Not tried: ${line}`)], "-"),
    API: api.replace("{subdomain}", "my-company"),
    THROUGH_RELAY: settings.some((line) => line.startsWith("API_ORIGINS=")),
    LOGIN_SUBDOMAIN: first("AUTHORIZE_ENDPOINT").includes("{subdomain}"),
    HOST_EACH: api.includes("{subdomain}"),
    TOKEN_HEADER: tokenHeader,
    REFRESHES: first("refreshes") !== "none",
    ROTATES: first("refreshes") === "rotates",
    PATH: call,
    MEMBER: member,
    REQUEST: request ? `, ${JSON.stringify(request)}` : "",
    JAVA_REQUEST: request ? `, ${javaRequest(request)}` : "",
    SAMPLE: JSON.stringify(sample),
    WHO: member.split(/[.[\]]+/).filter(Boolean).reduce((value, part) => value[part], sample),
    REACT: react,
    X: react ? "x" : "",
    JAVA: template === "java",
    ENTRY: template === "java" ? "/src/web/plugin.js" : `/src/main.ts${react ? "x" : ""}`,
    VENDORED: isVendored,
    VERSION: latchkey,
    LATCHKEY: versionOf("latchkey"),
    RELAY: versionOf("latchkey-relay"),
  }
}

/** A text with its names replaced, and without the parts whose name is empty ({{^NAME}}: is not). */
function fill(text, known) {
  const part = /^\{\{([#^])(\w+)\}\}\n([\s\S]*?)^\{\{\/\2\}\}\n/gm
  return text
    .replace(part, (_, sign, name, inner) => (Boolean(known[name]) === (sign === "#") ? inner : ""))
    .replace(/\{\{(\w+)\}\}/g, (_, name) => known[name])
}

/** Copies a folder of the template; npm would leave out a file that is called .gitignore. */
function lay(from, to, known) {
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const dotted = { gitignore: ".gitignore", "dev.vars": ".dev.vars" }[entry.name] ?? entry.name
    const [source, target] = [path.join(from, entry.name), path.join(to, dotted)]
    if (entry.isDirectory()) lay(source, target, known)
    else {
      fs.mkdirSync(to, { recursive: true })
      fs.writeFileSync(target, fill(fs.readFileSync(source, "utf8"), known))
    }
  }
}

/** Writes the project. */
function write(asked) {
  const known = values(asked)
  for (const layer of ["common", asked.template, ...(asked.react ? ["react"] : [])]) {
    lay(at("template", layer), asked.folder, known)
  }
  if (asked.react) fs.rmSync(path.join(asked.folder, "src/main.ts"))
  // As long as Latchkey is not published, its packages come along.
  const vendor = at("vendor", asked.template)
  if (fs.existsSync(vendor)) fs.cpSync(vendor, path.join(asked.folder, "vendor"), { recursive: true })
  const folder = path.relative(".", asked.folder)
  console.log(`Wrote ${folder}. Next: cd ${folder} && npm install && npm run dev`)
}

try {
  const asked = parse(process.argv.slice(2))
  if (!asked.check) write(asked)
} catch (error) {
  if (!(error instanceof Refusal) && !error.code?.startsWith("ERR_PARSE_ARGS")) throw error
  console.error(error instanceof Refusal ? error.message : USAGE)
  process.exitCode = 1
}
