// The page: passes the chosen mode, theme and permissions to the plugin, and answers and logs its calls.

import { button, closeMenus, menuEntries, permissions, showActions } from "./controls.js"
import { clearLog, logCall } from "./log.js"
import { PluginFrame } from "./plugin-frame.js"
import { Project } from "./project.js"
import { showCollection } from "./table.js"
import { THEMES } from "./themes.js"

const TOAST_MILLIS = 6000
const TOAST_LENGTH = 120
const GREETING_LIMIT_MILLIS = 5000

const element = (id) => document.getElementById(id)
const { plugin, title, modes, actions, hasMethods } = await (await fetch("settings.json")).json()
const ownMethods = hasMethods ? (await import("./methods.js")).default : {}
const query = new URLSearchParams(location.search)
const pluginUrl = query.get("plugin") ?? plugin
const permissionMap = permissions(() => frame?.permissionsChanged())
const project = new Project(pluginUrl, () => showCollection(project.shown))
const calls = []
let frame = null
let closeWarning = false
let dismissToast = () => {}

/** For tests: every call of the SDK as { methodName, args, result } or { methodName, args, error }, and the CMS. */
window.standIn = {
  calls,
  get collections() {
    return project.collections
  },
}

document.title = `${title} – stand-in for Framer`
element("name").textContent = title
element("title").textContent = title
element("initial").textContent = [...title][0]?.toUpperCase() ?? ""
const mode = query.get("mode") ?? modes[0]
element("mode").replaceChildren(...[...new Set([...modes, mode])].map((name) => new Option(name)))
element("mode").value = mode
element("theme").value =
  query.get("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")
if (actions) showActions(actions)
closeMenus()

element("open").onclick = open
element("close").onclick = () => {
  if (closeWarning === false || confirm(closeWarning)) closePlugin()
}
element("theme").onchange = showTheme
element("forget").onclick = () => project.forget()
element("clear").onclick = () => {
  calls.length = 0
  clearLog()
}

function open() {
  closePlugin()
  frame = new PluginFrame(pluginUrl, settings, answer)
  frame.open(element("frame"))
  const opened = frame
  say("Opening the plugin", pluginUrl)
  setTimeout(() => {
    if (frame !== opened || frame.isGreeted) return
    say("The plugin does not answer", `Is a dev server running at ${pluginUrl}, and does its page import Framer's SDK?`)
  }, GREETING_LIMIT_MILLIS)
}

/** Says on the canvas why there is no window. */
function say(what, more) {
  const strong = document.createElement("strong")
  strong.textContent = what
  const words = document.createElement("p")
  words.textContent = more
  element("state").replaceChildren(strong, words)
}

function settings() {
  const theme = { mode: element("theme").value, tokens: THEMES[element("theme").value] }
  return { mode: element("mode").value, theme, permissionMap }
}

function showTheme() {
  document.documentElement.dataset.theme = element("theme").value
  frame?.themeChanged()
}

async function answer(methodName, args) {
  // The SDK reports each press in the plugin, which would fill the log.
  if (methodName === "onPointerDown") return undefined
  const call = { methodName, args }
  calls.push(call)
  const done = logCall(call)
  try {
    if (permissionMap[methodName] === false) {
      throw new Error(`You have no permission for ${methodName}`)
    }
    const method = ownMethods[methodName] ?? methods[methodName] ?? project.methods[methodName]
    if (!method) throw new Error(`The stand-in does not support ${methodName}`)
    call.result = await method(...args)
    return call.result
  } catch (error) {
    call.error = error.message
    throw error
  } finally {
    done()
  }
}

// The methods that concern the window and the user, not the project.
const methods = {
  showUI: (options = {}) => {
    const { width = 260, height = 345, position = "top left", resizable = false } = options
    const sizes = { width, height, "min-width": options.minWidth, "max-width": options.maxWidth }
    Object.assign(sizes, { "min-height": options.minHeight, "max-height": options.maxHeight })
    for (const [name, pixels] of Object.entries(sizes)) {
      const style = document.documentElement.style
      if (pixels === undefined) style.removeProperty(`--${name}`)
      else style.setProperty(`--${name}`, `${pixels}px`)
    }
    const shown = element("window")
    shown.removeAttribute("style")
    shown.style.resize = { true: "both", width: "horizontal", height: "vertical" }[resizable] ?? "none"
    shown.toggleAttribute("data-resizable", resizable !== false)
    shown.dataset.position = position
    shown.classList.remove("closed")
    element("state").replaceChildren()
  },
  hideUI: () => {
    element("window").classList.add("closed")
    say("The plugin runs without a window", "It has called hideUI, or has not called showUI.")
  },
  setBackgroundMessage: (status) => {
    element("background").hidden = !status
    element("background").textContent = status ?? ""
  },
  setCloseWarning: (message) => {
    closeWarning = message
  },
  closePlugin: (message, options) => {
    closePlugin()
    if (message && !options?.silent) toast(message, options)
  },
  notify: (message, options) => toast(message, options),
  closeNotification: () => dismissToast("timeoutReachedOrDismissed"),
  getCurrentUser2: () => ({ id: "user-1", apiVersion1Id: "user-0", name: "Grace", initials: "G" }),
  getProjectInfo2: () => ({ id: "project-1", apiVersion1Id: "project-0", name: "Library" }),
  setMenu: (items) => showMenu(items),
  navigateTo: () => {},
}

function showMenu(items) {
  element("menu").hidden = items.length === 0
  element("menu").open = false
  element("menu-items").replaceChildren(
    ...menuEntries(items, (actionId) => {
      element("menu").open = false
      frame?.menuChosen(actionId)
    }),
  )
}

function closePlugin() {
  frame?.close()
  frame = null
  closeWarning = false
  showMenu([])
  element("window").classList.add("closed")
  methods.setBackgroundMessage(null)
  say("The plugin is closed", "Press Open to start it.")
}

/** Shows a message. Resolves with the reason why it disappeared. */
function toast(message, { variant = "info", buttonText, durationMs = TOAST_MILLIS } = {}) {
  dismissToast("timeoutReachedOrDismissed")
  const shown = element("toast")
  shown.hidden = false
  shown.dataset.variant = variant
  shown.textContent = message.slice(0, TOAST_LENGTH)
  return new Promise((resolve) => {
    const timer = setTimeout(() => dismissToast("timeoutReachedOrDismissed"), durationMs)
    dismissToast = (reason) => {
      clearTimeout(timer)
      shown.hidden = true
      dismissToast = () => {}
      resolve(reason)
    }
    if (buttonText) shown.append(button(buttonText, () => dismissToast("actionButtonClicked")))
  })
}

showTheme()
clearLog()
showCollection(project.shown)
open()
