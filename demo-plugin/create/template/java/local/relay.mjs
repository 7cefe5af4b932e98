// The relay, on this machine's Java.

import { spawn } from "node:child_process"
import { mkdirSync, openSync } from "node:fs"
import { resolve } from "node:path"
import { awaitPort } from "./ports.mjs"

/** Starts it with these settings, in a folder of its own: .dev.vars may have others. */
export async function startRelay(settings, port, tls) {
  const folder = resolve(".local", String(port))
  const log = resolve(folder, "relay.log")
  mkdirSync(folder, { recursive: true })
  const files = tls ? { TLS_CERT: resolve(tls.cert), TLS_KEY: resolve(tls.key) } : {}
  const env = { ...process.env, ...settings, ...files, PORT: String(port) }
  const out = openSync(log, "w")
  const jar = resolve("vendor/latchkey-relay.jar")
  const child = spawn("java", ["-jar", jar], { cwd: folder, env, stdio: ["ignore", out, out] })
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
