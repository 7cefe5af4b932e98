// The page: what one chooses here is told to the plugin, what the plugin calls is done and logged.

import { PluginFrame } from "./plugin-frame.js"
import { Project } from "./project.js"
import { THEMES } from "./themes.js"

// The messages that need a permission, by the names under which a plugin asks for it.
const PROTECTED = {
  createManagedCollection: "createManagedCollection",
  "ManagedCollection.setFields": "setManagedCollectionFields",
  "ManagedCollection.addItems": "addManagedCollectionItems2",
  "ManagedCollection.removeItems": "removeManagedCollectionItems",
  "ManagedCollection.setItemOrder": "setManagedCollectionItemOrder",
  "ManagedCollection.setPluginData": "setPluginDataForNode",
  setPluginData: "setPluginData",
}

const TOAST_MILLIS = 6000

const element = (id) => document.getElementById(id)
const { plugin, api } = await (await fetch("settings.json")).json()
const query = new URLSearchParams(location.search)
const permissionMap = Object.fromEntries(Object.values(PROTECTED).map((message) => [message, true]))

/** Every call of the SDK, for tests: { methodName, args, result } or { methodName, args, error }. */
window.calls = []

const project = new Project(showCollection)
let frame = null
let closeWarning = false
let dismissToast = () => {}

element("mode").value = query.get("mode") ?? "canvas"
element("theme").value = query.get("theme") ?? "light"
for (const [name, message] of Object.entries(PROTECTED)) {
  const box = document.createElement("input")
  box.type = "checkbox"
  box.checked = true
  box.onchange = () => {
    permissionMap[message] = box.checked
    frame?.permissionsChanged()
  }
  const label = document.createElement("label")
  label.append(box, name)
  element("permissions").append(label)
}

element("open").onclick = open
element("close").onclick = () => {
  if (closeWarning === false || confirm(closeWarning)) closePlugin()
}
element("theme").onchange = () => {
  document.body.dataset.theme = element("theme").value
  frame?.themeChanged()
}
element("forget").onclick = () => project.forget()
element("orders").onclick = async ({ target }) => {
  if (!target.value) return
  const answer = await fetch(`${api}/orders?${target.value}`, { method: "POST" })
  element("ordered").textContent = answer.ok ? "Ordered." : "The API refuses the order."
}
function open() {
  closePlugin()
  frame = new PluginFrame(query.get("plugin") ?? plugin, settings, answer)
  frame.open(element("frame"))
}

function settings() {
  const mode = element("mode").value
  const theme = { mode: element("theme").value, tokens: THEMES[element("theme").value] }
  return { mode, theme, permissionMap }
}

async function answer(methodName, args) {
  const call = { methodName, args }
  // The SDK tells of each press in the plugin; in a log that is noise.
  if (methodName !== "onPointerDown") {
    window.calls.push(call)
  }
  const line = log(call)
  try {
    if (permissionMap[methodName] === false) {
      throw new Error(`You have no permission for ${methodName}`)
    }
    const method = methods[methodName] ?? project.methods[methodName]
    if (!method) throw new Error(`The stand-in does not know ${methodName}`)
    call.result = await method(...args)
    return call.result
  } catch (error) {
    call.error = error.message
    line.append(` refused: ${error.message}`)
    line.className = "refused"
    throw error
  }
}

// What has to do with the window and the person, not with the project.
const methods = {
  onPointerDown: () => {},
  showUI: (options = {}) => {
    const { width = 260, height = 345, position = "top left", resizable = false } = options
    const style = element("window").style
    style.setProperty("--width", `${width}px`)
    style.setProperty("--height", `${height}px`)
    style.resize = resizable ? "both" : "none"
    element("window").dataset.position = position
    element("window").classList.remove("closed")
  },
  hideUI: () => element("window").classList.add("closed"),
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
  setMenu: (items) => {
    element("menu").replaceChildren(
      ...items.filter((item) => item.label).map(({ label, actionId, enabled = true }) => {
        const button = document.createElement("button")
        button.type = "button"
        button.textContent = label
        button.disabled = !enabled
        button.onclick = () => frame.menuChosen(actionId)
        return button
      }),
    )
  },
  navigateTo: () => {},
}

function closePlugin() {
  frame?.close()
  frame = null
  closeWarning = false
  element("menu").replaceChildren()
  element("window").classList.add("closed")
  methods.setBackgroundMessage(null)
}

/** Shows a message; resolved with why it went. */
function toast(message, { variant = "info", buttonText, durationMs = TOAST_MILLIS } = {}) {
  dismissToast("timeoutReachedOrDismissed")
  const shown = element("toast")
  shown.hidden = false
  shown.dataset.variant = variant
  shown.textContent = message.slice(0, 120)
  return new Promise((resolve) => {
    const timer = setTimeout(() => dismissToast("timeoutReachedOrDismissed"), durationMs)
    dismissToast = (reason) => {
      clearTimeout(timer)
      shown.hidden = true
      dismissToast = () => {}
      resolve(reason)
    }
    if (!buttonText) return
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = buttonText
    button.onclick = () => dismissToast("actionButtonClicked")
    shown.append(button)
  })
}

function log({ methodName, args }) {
  const line = document.createElement("li")
  const name = document.createElement("code")
  name.textContent = methodName
  line.append(name, ` ${JSON.stringify(args).slice(1, -1)}`.slice(0, 300))
  if (methodName !== "onPointerDown") {
    element("log").append(line)
    element("log").scrollTop = element("log").scrollHeight
  }
  return line
}

function showCollection() {
  const { name, fields, items } = project.shown ?? { name: "No collection yet", fields: [], items: [] }
  element("collection").textContent = project.shown ? `${name}: ${items.length} items` : name
  const head = row("th", ["slug", ...fields.map((field) => field.name)])
  const body = items.map((item) =>
    row("td", [item.slug, ...fields.map((field) => text(field, item.fieldData[field.id]))]),
  )
  element("items").replaceChildren(head, ...body)
}

function text(field, entry) {
  if (!entry || entry.value === null) return ""
  if (field.type === "enum") return field.cases.find(({ id }) => id === entry.value).name
  return String(entry.value)
}

function row(tag, texts) {
  const made = document.createElement("tr")
  for (const content of texts) {
    const cell = document.createElement(tag)
    cell.textContent = content
    made.append(cell)
  }
  return made
}

document.body.dataset.theme = element("theme").value
showCollection()
open()
