// A plugin for Vite: while "npm run dev" runs, Java that is saved is compiled and the page is loaded again. What the
// compilers refuse is shown in the page, with its file and line.

import { spawn, spawnSync } from "node:child_process"
import { existsSync, readFileSync, statSync } from "node:fs"
import { createInterface } from "node:readline"
import { resolve } from "node:path"
import { normalizePath } from "vite"

const SOURCES = resolve("src/main/java")
const JAVASCRIPT = normalizePath(resolve("target/javascript/plugin.js")) // as Vite names a module
const CLASSPATH = "target/classpath"

/** Keeps the compilers in one process (local/Compiler.java): a second compilation takes a second. */
function startCompiler() {
  if (!existsSync(CLASSPATH) || statSync(CLASSPATH).mtimeMs < statSync("pom.xml").mtimeMs) {
    const mvn = "mvn -q dependency:build-classpath@classpath"
    if (spawnSync(mvn, { shell: true, stdio: "inherit" }).status !== 0) throw new Error(`${mvn} failed.`)
  }
  // Not the best machine code but soon: an hour of saves is too short for the other to be worth its making.
  const flags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
  const args = [...flags, "-cp", readFileSync(CLASSPATH, "utf8").trim(), "local/Compiler.java"]
  const child = spawn("java", args, { stdio: ["pipe", "pipe", "inherit"] })
  let isEnded = false
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    async compile() {
      child.stdin.write("\n")
      const { value, done } = await answers.next()
      if (done && !isEnded) throw new Error("The Java compiler has ended.")
      return done ? { errors: [], millis: 0 } : JSON.parse(value)
    },
    end() {
      isEnded = true
      child.kill()
    },
  }
}

/** An error as Vite's overlay shows it. */
function overlay({ file, line, column, message }) {
  const loc = file ? { file, line, column } : undefined
  const frame = file && existsSync(file) ? readFileSync(file, "utf8").split("\n")[line - 1] : ""
  return { message, stack: "", id: file, loc, frame, plugin: "java" }
}

export function java() {
  return {
    name: "java",
    apply: (_, { mode, command }) => command === "serve" && mode === "development",
    async configureServer(server) {
      const compiler = startCompiler()
      let refused
      let underWay
      let isStale = false

      async function compile() {
        do {
          isStale = false
          const { errors, millis } = await compiler.compile()
          refused = errors[0]
          const told = refused ? `${refused.file}:${refused.line}: ${refused.message}` : `compiled in ${millis} ms`
          server.config.logger.info(`Java: ${told}`, { timestamp: true })
        } while (isStale)
        underWay = null
        for (const module of server.moduleGraph.getModulesByFile(JAVASCRIPT) ?? []) server.moduleGraph.invalidateModule(module)
        server.ws.send(refused ? { type: "error", err: overlay(refused) } : { type: "full-reload" })
      }

      server.watcher.add(SOURCES)
      // What the compilers write is reloaded once, when they are done.
      server.watcher.unwatch(resolve("target"))
      server.watcher.on("all", (_, file) => {
        if (!file.endsWith(".java") || !file.startsWith(SOURCES)) return
        isStale = true
        underWay ??= compile()
      })
      server.ws.on("connection", () => {
        if (refused) server.ws.send({ type: "error", err: overlay(refused) })
      })
      server.httpServer?.once("close", compiler.end)
      await (underWay = compile())
    },
    /** The compiled plugin, with the Java in its source map, for the browser's debugger. */
    load(id) {
      if (id.split("?")[0] !== JAVASCRIPT) return null
      const map = JSON.parse(readFileSync(`${JAVASCRIPT}.map`, "utf8"))
      const files = map.sources.map((source) => resolve(SOURCES, source))
      const sourcesContent = files.map((file) => (existsSync(file) ? readFileSync(file, "utf8") : ""))
      const code = readFileSync(JAVASCRIPT, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "")
      return { code, map: { ...map, sourceRoot: "", sources: files, sourcesContent } }
    },
    handleHotUpdate: ({ file, modules }) => (file.endsWith(".java") ? [] : modules),
  }
}
