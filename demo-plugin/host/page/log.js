// The list of calls: a line for each, which opens to show its arguments and result as JSON.

const element = (id) => document.getElementById(id)
const STRING_LENGTH = 24
const ENTRIES = 4

/**
 * Adds a call.
 *
 * @param call { methodName, args }, to which `result` or `error` is added later
 * @returns what to call when it has a result or an error
 */
export function logCall(call) {
  const line = document.createElement("li")
  const details = document.createElement("details")
  const summary = document.createElement("summary")
  const name = document.createElement("code")
  name.textContent = call.methodName
  const shown = span("call", `(${call.args.map((arg) => brief(arg)).join(", ")})`)
  shown.prepend(name)
  const result = span("result", "…")
  summary.append(shown, result)
  details.append(summary)
  details.ontoggle = () => {
    details.querySelector("pre")?.remove()
    if (details.open) details.append(json(call))
  }
  line.append(details)
  element("no-calls").hidden = true
  element("log").hidden = false
  element("log").append(line)
  element("log").scrollTop = element("log").scrollHeight
  return () => {
    line.classList.toggle("failed", "error" in call)
    result.textContent = "error" in call ? call.error : brief(call.result)
    result.title = call.error ?? ""
  }
}

export function clearLog() {
  element("log").replaceChildren()
  element("log").hidden = true
  element("no-calls").hidden = false
}

function span(className, text) {
  const made = document.createElement("span")
  made.className = className
  made.textContent = text
  return made
}

function json({ args, result, error }) {
  const pre = document.createElement("pre")
  pre.tabIndex = 0
  pre.textContent = JSON.stringify(error === undefined ? { args, result } : { args, error }, null, 2)
  return pre
}

/** One value in a few characters. */
function brief(value, isNested = false) {
  if (value === undefined) return isNested ? "undefined" : ""
  if (typeof value === "string") {
    return JSON.stringify(value.length > STRING_LENGTH ? `${value.slice(0, STRING_LENGTH)}…` : value)
  }
  if (Array.isArray(value)) return value.length ? `[${value.length}]` : "[]"
  if (typeof value !== "object" || value === null) return String(value)
  if (isNested) return "{…}"
  const entries = Object.entries(value)
  const shown = entries.slice(0, ENTRIES).map(([key, entry]) => `${key}: ${brief(entry, true)}`)
  return `{${[...shown, ...(entries.length > ENTRIES ? ["…"] : [])].join(", ")}}`
}
