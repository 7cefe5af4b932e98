// Logs in to the fake of {{TITLE}} as a person would, in Chromium, through the real relay.

import assert from "node:assert/strict"
import { existsSync } from "node:fs"
import { createServer as createSocket } from "node:net"
import { after, before, test } from "node:test"
import { chromium } from "playwright-core"
import { createServer } from "vite"
import { startProvider } from "../local/provider.mjs"
import { startRelay } from "../local/relay.mjs"
import { fakeSettings, readSettings } from "../local/settings.mjs"

const BROWSERS = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
]

const running = []

async function freePort() {
  while (true) {
    // Below those that a system gives to a process that asks for any port.
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    const socket = createSocket()
    const isFree = await new Promise((resolve) => {
      socket.once("error", () => resolve(false))
      socket.listen(port, "localhost", () => resolve(true))
    })
    if (isFree) {
      await new Promise((resolve) => socket.close(resolve))
      return port
    }
  }
}

let provider
let plugin
let context

before(async () => {
  const executablePath = BROWSERS.find((path) => path && existsSync(path))
  assert.ok(executablePath, "The test wants Chrome or Chromium: install it, or name its program in CHROMIUM.")
  const [pluginPort, relayPort] = [await freePort(), await freePort()]
  plugin = `http://localhost:${pluginPort}`
  const relayOrigin = `http://localhost:${relayPort}`
  provider = await startProvider(readSettings())
  running.push(provider)
  running.push(await startRelay(fakeSettings(readSettings(), provider, relayOrigin, plugin), relayPort, null))
  Object.assign(process.env, { VITE_API: provider.origin, VITE_RELAY: relayOrigin })
  const vite = await createServer({ mode: "test", logLevel: "error", server: { port: pluginPort, strictPort: true } })
  running.push(vite)
  await vite.listen()
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false })
  running.push(browser)
  context = await browser.newContext()
})

after(async () => {
  for (const one of running.reverse()) await one.close()
})

test("a person logs in, is known by name after a reload too, and logs out", async () => {
  const page = await context.newPage()
  await page.goto(plugin)
  const [window] = await Promise.all([context.waitForEvent("page"), page.click("text=Log in with {{TITLE}}")])
  await window.click("[value=continue]") // the relay asks whether the login is yours
  await window.click("#allow")
  await page.waitForSelector("text=Signed in as {{WHO}}")
{{#REFRESHES}}
  provider.endAccessTokens()
{{/REFRESHES}}
  await page.reload()
  await page.waitForSelector("text=Signed in as {{WHO}}")
  await page.click("text=Log out")
  await page.waitForSelector("text=Log in with {{TITLE}}")
})

test("a user who refuses sees it", async () => {
  const page = await context.newPage()
  await page.goto(plugin)
  const [window] = await Promise.all([context.waitForEvent("page"), page.click("text=Log in with {{TITLE}}")])
  await window.click("[value=continue]")
  await window.click("#refuse")
  await page.waitForSelector("[role=alert]")
})

test("the development server hands out no secret", async () => {
  const local = `.local/${new URL(process.env.VITE_RELAY).port}/.dev.vars`
  for (const file of [".dev.vars", ".dev.vars?raw", ".dev.vars?import&raw", local, `${local}?raw`]) {
    const text = await (await fetch(`${plugin}/${file}`)).text()
    assert.ok(!text.includes("CLIENT_"), file)
  }
})
