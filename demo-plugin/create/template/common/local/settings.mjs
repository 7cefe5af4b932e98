// The relay's settings, as .dev.vars has them.

import { existsSync, readFileSync } from "node:fs"
import { spawnSync } from "node:child_process"

/** The settings of .dev.vars by their names; blank ones are left out. */
export function readSettings() {
  const lines = readFileSync(".dev.vars", "utf8").split(/\r?\n/)
  const pairs = lines.map((line) => /^([A-Z_]+)=(.*)$/.exec(line.trim())).filter(Boolean)
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value.trim()]).filter(([, v]) => v))
}

/**
 * Settings for a fake of the provider: its paths and its ways, on another origin.
 *
 * @param settings those of .dev.vars
 * @param provider a fake, as local/provider.mjs starts it
 */
export function fakeSettings(settings, provider, relayOrigin, pluginOrigin) {
  const onFake = ([name, value]) => {
    if (name.endsWith("_ENDPOINT")) return [name, provider.origin + pathOf(value)]
    return [name, name === "API_ORIGINS" ? provider.origin : value]
  }
  return {
    ...Object.fromEntries(Object.entries(settings).map(onFake)),
    CLIENT_ID: provider.clientId,
    CLIENT_SECRET: provider.clientSecret,
    REDIRECT_URI: `${relayOrigin}/redirect`,
    PLUGIN_URI: pluginOrigin,
  }
}

/** The path of an endpoint, whose host may have a part that differs from customer to customer. */
export function pathOf(endpoint) {
  return new URL(endpoint.replaceAll(/[{}]/g, "")).pathname
}

/** The certificate for localhost that mkcert makes; null where there is none. */
export function certificate() {
  const files = { cert: "localhost.pem", key: "localhost-key.pem" }
  if (!existsSync(files.cert)) spawnSync("mkcert", ["localhost"], { stdio: "ignore" })
  return existsSync(files.cert) && existsSync(files.key) ? files : null
}
