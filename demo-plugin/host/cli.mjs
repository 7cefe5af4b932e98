#!/usr/bin/env node
// npx framer-stand-in --plugin http://localhost:5173

import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { startStandIn } from "./server.mjs"

const HELP = `Usage: framer-stand-in --plugin URL [options]

Opens a Framer plugin in a stand-in for Framer's window, in any browser.

  --plugin URL          the plugin's dev server, for example http://localhost:5173
  --title TEXT          the name in the window (default: the name in framer.json)
  --port NUMBER         the stand-in's port (default: 5199, or the next that is free)
  --mode NAME           a mode to choose from, may be repeated (default: the modes in framer.json)
  --methods FILE        an ES module with more methods of the SDK
  --config FILE         a JSON file with plugin, title, port, modes, methods, actions
  --until-stdin-closes  exit when standard input closes, for programs that start this one
  --help`

function fail(message) {
  console.error(`framer-stand-in: ${message}`)
  process.exit(1)
}

function options() {
  const { values } = parseArgs({
    options: {
      plugin: { type: "string" },
      title: { type: "string" },
      port: { type: "string" },
      mode: { type: "string", multiple: true },
      methods: { type: "string" },
      config: { type: "string" },
      "until-stdin-closes": { type: "boolean" },
      help: { type: "boolean" },
    },
  })
  if (values.help) {
    console.log(HELP)
    process.exit(0)
  }
  const config = values.config ? JSON.parse(readFileSync(values.config, "utf8")) : {}
  const plugin = values.plugin ?? config.plugin
  if (!plugin) throw new Error("--plugin is missing. Set it to the URL of the plugin's dev server.")
  const port = values.port ?? config.port
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new Error(`--port is ${port}. Use a number.`)
  if (values["until-stdin-closes"]) process.stdin.on("end", () => process.exit(0)).resume()
  return {
    ...config,
    plugin,
    title: values.title ?? config.title,
    port: port === undefined ? undefined : Number(port),
    modes: values.mode ?? config.modes,
    methods: values.methods ?? config.methods,
  }
}

try {
  const standIn = await startStandIn(options())
  console.log(`The plugin in a stand-in for Framer: ${standIn.url}`)
} catch (error) {
  fail(error.message)
}
