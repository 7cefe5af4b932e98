// Runs Maven with the given arguments and reports its progress, a line for each module; all of its output if it fails.

import { spawn } from "node:child_process"
import { createInterface } from "node:readline"

const started = Date.now()
const isTerminal = process.stdout.isTTY
const output = []
let downloads = 0
let step = ""

function show() {
  const files = downloads ? `, ${downloads} files downloaded` : ""
  if (isTerminal) process.stdout.write(`\r\x1b[K  ${step}${files}`)
}

console.log("Building. The first build takes some minutes, most of them for downloads.")
const isWindows = process.platform === "win32"
const maven = spawn(isWindows ? "mvn.cmd" : "mvn", ["-B", ...process.argv.slice(2)], {
  stdio: ["ignore", "pipe", "pipe"],
  shell: isWindows,
})
for (const stream of [maven.stdout, maven.stderr]) {
  createInterface({ input: stream }).on("line", (line) => {
    output.push(line)
    const module = /^\[INFO\] Building (.+?) \S+ +\[(\d+)\/(\d+)\]$/.exec(line)
    if (module) {
      step = `[${module[2]}/${module[3]}] ${module[1]}`
      if (!isTerminal) console.log(`  ${step}`)
    } else if (/^\[INFO\] Downloaded from /.test(line) || /^Downloaded from /.test(line)) {
      downloads++
    } else if (!line.includes("--- ")) {
      return
    }
    show()
  })
}
maven.on("error", (error) => {
  console.error(`Maven does not start: ${error.message}`)
  process.exit(1)
})
maven.on("close", (code, signal) => {
  if (isTerminal) process.stdout.write("\r\x1b[K")
  const seconds = Math.round((Date.now() - started) / 1000)
  if (code === 0) {
    console.log(`Built in ${seconds} s.`)
    return
  }
  if (signal === null) console.error(output.filter((line) => !/^\[INFO\] Download/.test(line)).join("\n"))
  console.error(`The build failed after ${seconds} s.`)
  process.exit(code ?? 1)
})
