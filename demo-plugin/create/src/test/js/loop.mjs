// The development loop of a Java project, in Chromium. Copied into such a project, and run there:
// "node loop.mjs check" says what it has seen; "node loop.mjs bench" how long a save takes to reach the page.

import assert from "node:assert/strict"
import { readFileSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { chromium } from "playwright-core"
import { createServer } from "vite"

const SOURCE = resolve("src/main/java/plugin/Plugin.java")
const ROUNDS = 10
const WARM_UP = 5
const MOST_MILLIS = 1500

const original = readFileSync(SOURCE, "utf8")
const vite = await createServer({ logLevel: "error", server: { port: 0 } })
await vite.listen()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromiumSandbox: false,
})
const page = await browser.newPage()
page.setDefaultTimeout(60_000)

function save(words) {
  writeFileSync(SOURCE, original.replace('"Log in with', `"${words} with`))
}

async function check() {
  save("Sign in")
  await page.waitForSelector("text=Sign in with")
  console.log("reloaded")

  writeFileSync(SOURCE, original.replace("main.clear();", "main.clean();"))
  const line = original.slice(0, original.indexOf("main.clear();")).split("\n").length
  const overlay = page.locator("vite-error-overlay")
  await overlay.locator(".message-body").waitFor()
  assert.match(await overlay.locator(".message-body").textContent(), /cannot find symbol/)
  assert.match(await overlay.locator(".file").textContent(), new RegExp(`Plugin\\.java:${line}:`))
  console.log("refused by javac")

  // What javac takes and TeaVM does not: a class that the browser has none of.
  const missing = "java.util.concurrent.CompletableFuture.completedFuture(1);"
  writeFileSync(SOURCE, original.replace("main.clear();", `main.clear(); ${missing}`))
  await overlay.locator(".message-body", { hasText: "was not found" }).waitFor()
  assert.match(await overlay.locator(".file").textContent(), new RegExp(`Plugin\\.java:${line}`))
  console.log("refused by TeaVM")

  save("Log in")
  await page.waitForSelector("text=Log in with")
  await overlay.waitFor({ state: "detached" })
  console.log("mended")

  const script = await (await page.request.get(`${page.url()}target/javascript/plugin.js`)).text()
  const map = JSON.parse(Buffer.from(/sourceMappingURL=.*?base64,(\S+)/.exec(script)[1], "base64").toString())
  const at = map.sources.findIndex((source) => source.endsWith("plugin/Plugin.java"))
  assert.equal(map.sourcesContent[at], original)
  console.log("maps to Java")
}

async function bench() {
  const millis = []
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const begun = performance.now()
    save(`Round ${round}`)
    await page.waitForSelector(`text=Round ${round} with`)
    if (round >= WARM_UP) millis.push(Math.round(performance.now() - begun))
  }
  millis.sort((a, b) => a - b)
  const median = (millis[ROUNDS / 2 - 1] + millis[ROUNDS / 2]) / 2
  const verdict = median <= MOST_MILLIS ? "holds" : "missed"
  console.log(
    `Java saved to page reloaded: ${median} ms, the median of ${ROUNDS} ` +
      `(${millis[0]} to ${millis.at(-1)}); at most ${MOST_MILLIS} ms: ${verdict}`,
  )
}

try {
  const { port } = vite.httpServer.address()
  await page.goto(`http://localhost:${port}`)
  await page.waitForSelector("text=Log in with")
  await { check, bench }[process.argv[2]]()
} finally {
  writeFileSync(SOURCE, original)
  await browser.close()
  await vite.close()
}
