// Prints how long it takes from a save of Java to the page that shows it, in a project that was just written.
// "make bench" calls it, in this folder.

import { execFileSync } from "node:child_process"
import fs from "node:fs"

const folder = "target/bench"
const run = (command, ...args) => execFileSync(command, args, { cwd: `${folder}/plugin`, stdio: "inherit" })

fs.rmSync(folder, { recursive: true, force: true })
const options = ["plugin", "--provider", "airtable", "--template", "java", "--dir", folder]
execFileSync(process.execPath, ["target/npm/create.mjs", ...options])
run("npm", "install", "--no-audit", "--no-fund", "--silent")
fs.copyFileSync("src/test/js/loop.mjs", `${folder}/plugin/loop.mjs`)
run(process.execPath, "loop.mjs", "bench")
