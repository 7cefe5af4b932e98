// Serves the stand-in's page and its settings.

import { readFile } from "node:fs/promises"
import { createServer } from "node:http"
import path from "node:path"

const FIRST_PORT = 5199
const PORTS = 20
const MANIFEST_LIMIT_MILLIS = 2000
const DEFAULT_MODES = ["canvas", "configureManagedCollection", "syncManagedCollection"]

const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json" }
const FILES = [
  "controls.js",
  "host.css",
  "index.html",
  "log.js",
  "main.js",
  "plugin-frame.js",
  "project.js",
  "table.js",
  "themes.js",
]

/** See index.d.ts. */
export async function startStandIn({ plugin, title, port, modes, actions, methods }) {
  const url = pluginUrl(plugin)
  const methodsFile = methods && path.resolve(methods)
  if (methodsFile) await readFile(methodsFile)

  const settings = async () => {
    const manifest = await readManifest(url)
    return JSON.stringify({
      plugin: url.href,
      title: title ?? manifest.name ?? "Framer plugin",
      modes: modes ?? manifest.modes ?? DEFAULT_MODES,
      actions,
      hasMethods: methodsFile !== undefined,
    })
  }
  const body = async (name) => {
    if (name === "settings.json") return settings()
    if (name === "methods.js" && methodsFile) return readFile(methodsFile)
    if (FILES.includes(name)) return readFile(new URL(`page/${name}`, import.meta.url))
    return undefined
  }
  const server = createServer(async (request, response) => {
    try {
      const name = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html"
      const found = await body(name)
      const type = TYPES[name.split(".").at(-1)]
      const headers = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" }
      if (found !== undefined) headers["Content-Type"] = `${type}; charset=utf-8`
      response.writeHead(found === undefined ? 404 : 200, headers).end(found)
    } catch (error) {
      response.writeHead(500).end(error.message)
    }
  })
  const listening = await listen(server, port)
  // Framer's page and a plugin's page are on different sites. Browsers partition a frame's storage by site, so the
  // stand-in uses the other one of the two names of this machine.
  const host = url.hostname === "127.0.0.1" ? "localhost" : "127.0.0.1"
  return {
    url: `http://${host}:${listening}`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

function pluginUrl(plugin) {
  const url = URL.canParse(plugin) ? new URL(plugin) : undefined
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new Error(`plugin is ${plugin}. Set it to the URL of the plugin's dev server, for example http://localhost:5173.`)
  }
  return url
}

/** Reads the plugin's framer.json. Returns an empty object if the dev server does not answer or has none. */
async function readManifest(url) {
  try {
    const signal = AbortSignal.timeout(MANIFEST_LIMIT_MILLIS)
    const response = await fetch(new URL("framer.json", url), { signal })
    const manifest = await response.json()
    return typeof manifest === "object" && manifest !== null ? manifest : {}
  } catch {
    return {}
  }
}

async function listen(server, port) {
  if (port !== undefined) {
    return listenOn(server, port).catch((error) => {
      if (error.code !== "EADDRINUSE") throw error
      throw new Error(`Port ${port} is in use. Stop the program that uses it, or choose another port.`)
    })
  }
  for (let tried = FIRST_PORT; tried < FIRST_PORT + PORTS; tried++) {
    try {
      return await listenOn(server, tried)
    } catch (error) {
      if (error.code !== "EADDRINUSE") throw error
    }
  }
  throw new Error(`The ports from ${FIRST_PORT} to ${FIRST_PORT + PORTS - 1} are in use. Choose another port.`)
}

function listenOn(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject)
      resolve(server.address().port)
    })
  })
}
