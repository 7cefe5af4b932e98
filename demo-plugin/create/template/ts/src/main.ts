// The plugin: what it shows for each state of the client.

import "./framer"
import { client, loginOptions, whoAmI } from "./client"

const main = document.getElementById("plugin")!

function text(words: string, role?: string) {
  const line = Object.assign(document.createElement("p"), { textContent: words })
  if (role) line.setAttribute("role", role)
  return line
}

function button(words: string, onclick: () => void, className = "") {
  return Object.assign(document.createElement("button"), { textContent: words, onclick, className })
}

function signedOut() {
  const { error } = client.getSnapshot()
  client.prepareLogin(loginOptions) // the click then opens the page at once, as Safari wants it
  const logIn = button("Log in with {{TITLE}}", () => void client.login(loginOptions), "primary")
  return error ? [text(error.message, "alert"), logIn] : [logIn]
}

function waiting(url: string | null) {
  const { error } = client.getSnapshot()
  const link = Object.assign(document.createElement("a"), { textContent: "No window? Log in here", target: "_blank" })
  if (url) link.href = url
  return [text(error?.message ?? "Log in in the window that has opened."), link, button("Cancel", client.cancelLogin)]
}

function signedIn() {
  const name = text("...")
  whoAmI().then(
    (who) => (name.textContent = `Signed in as ${who}`),
    (reason) => (name.textContent = reason instanceof Error ? reason.message : String(reason)),
  )
  return [name, button("Log out", () => void client.logout())]
}

function show() {
  const { isSignedIn, login, error } = client.getSnapshot()
  const hasAccess = isSignedIn && error?.code !== "invalid_grant" // that is: not taken away by the provider
  main.replaceChildren(...(login ? waiting(login.url) : hasAccess ? signedIn() : signedOut()))
}

client.subscribe(show)
show()
