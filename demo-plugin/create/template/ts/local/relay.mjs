// The relay, as wrangler runs it on this machine: a Worker out of the package latchkey-relay.

import { spawn } from "node:child_process"
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join, resolve } from "node:path"
import { awaitPort } from "./ports.mjs"

const packaged = dirname(createRequire(import.meta.url).resolve("latchkey-relay/package.json"))

/** Starts it with these settings, in a folder of its own: .dev.vars may have others. */
export async function startRelay(settings, port, tls) {
  const folder = resolve(".local", String(port))
  const log = join(folder, "relay.log")
  mkdirSync(folder, { recursive: true })
  const wrangler = existsSync("wrangler.toml") ? "wrangler.toml" : join(packaged, "wrangler.toml")
  const main = `main = ${JSON.stringify(join(packaged, "worker/index.js"))}`
  writeFileSync(join(folder, "wrangler.toml"), readFileSync(wrangler, "utf8").replace(/^main = .*$/m, main))
  const variables = Object.entries(settings).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
  writeFileSync(join(folder, ".dev.vars"), variables.join(""))
  const options = tls
    ? ["--local-protocol", "https", "--https-cert-path", resolve(tls.cert), "--https-key-path", resolve(tls.key)]
    : ["--local-protocol", "http"]
  const command = [join(packaged, "local.mjs"), "dev", "--port", port, "--inspector-port", 0, ...options]
  const out = openSync(log, "w")
  const child = spawn(process.execPath, command.map(String), { cwd: folder, stdio: ["ignore", out, out] })
  if (!(await awaitPort(port, child))) throw new Error(`The relay ended: ${log} says why.`)
  return {
    close: () =>
      new Promise((done) => {
        if (child.exitCode !== null) done()
        child.once("exit", done)
        child.kill("SIGTERM")
      }),
  }
}
