// "npm run dev": the plugin on port 5173 and its relay on port 8787, until Ctrl-C.

import { createServer } from "vite"
import { PLUGIN_PORT, RELAY_PORT, isInUse } from "./ports.mjs"
import { startProvider } from "./provider.mjs"
import { startRelay } from "./relay.mjs"
import { certificate, fakeSettings, readSettings } from "./settings.mjs"

function stop(line) {
  console.error(line)
  process.exit(1)
}

for (const port of [PLUGIN_PORT, RELAY_PORT]) {
  if (await isInUse(port)) stop(`Port ${port} is in use: end the program that listens there, then try again.`)
}
const tls = certificate()
const scheme = tls ? "https" : "http"
const relayOrigin = `${scheme}://localhost:${RELAY_PORT}`
const pluginOrigin = `${scheme}://localhost:${PLUGIN_PORT}`

let settings = readSettings()
if (!settings.CLIENT_ID) {
  const provider = await startProvider(settings)
  settings = fakeSettings(settings, provider, relayOrigin, pluginOrigin)
  process.env.VITE_API = provider.origin
  console.log("No CLIENT_ID in .dev.vars yet: logging in to a fake of {{TITLE}}.")
} else if (!tls && settings.REDIRECT_URI.startsWith("https:")) {
  stop("REDIRECT_URI is https, which wants a certificate: install mkcert, run mkcert -install once, try again.")
}
if (!tls) console.log("No mkcert here, so this is http: Chrome shows it in Framer, Safari does not.")

process.env.VITE_RELAY = relayOrigin
const relay = await startRelay(settings, RELAY_PORT, tls)
const vite = await createServer({ server: { port: PLUGIN_PORT, strictPort: true } })
await vite.listen()
console.log(`In Framer, Plugins > Open Development Plugin: ${pluginOrigin}`)

const end = async () => {
  await Promise.all([relay.close(), vite.close()])
  process.exit(0)
}
process.on("SIGINT", end).on("SIGTERM", end)
