// The plugin: what it shows for each state of the client.

import { StrictMode, useEffect, useState, useSyncExternalStore } from "react"
import { createRoot } from "react-dom/client"
import "./framer"
import { client, loginOptions, whoAmI } from "./client"

function Plugin() {
  const { isSignedIn, login, error } = useSyncExternalStore(client.subscribe, client.getSnapshot)
  // The provider may have taken the access away.
  const hasAccess = isSignedIn && error?.code !== "invalid_grant"
  // The click then opens the page at once, as Safari wants it.
  useEffect(() => {
    if (!hasAccess) client.prepareLogin(loginOptions)
  }, [hasAccess])

  if (login) {
    return (
      <>
        <p>{error?.message ?? "Log in in the window that has opened."}</p>
        {login.url && (
          <a href={login.url} target="_blank" rel="noopener">
            No window? Log in here
          </a>
        )}
        <button onClick={client.cancelLogin}>Cancel</button>
      </>
    )
  }
  if (hasAccess) return <SignedIn />
  return (
    <>
      {error && <p role="alert">{error.message}</p>}
      <button className="primary" onClick={() => void client.login(loginOptions)}>
        Log in with {{TITLE}}
      </button>
    </>
  )
}

function SignedIn() {
  const [words, setWords] = useState("...")
  useEffect(() => {
    whoAmI().then(
      (who) => setWords(`Signed in as ${who}`),
      (reason) => setWords(reason instanceof Error ? reason.message : String(reason)),
    )
  }, [])
  return (
    <>
      <p>{words}</p>
      <button onClick={() => void client.logout()}>Log out</button>
    </>
  )
}

createRoot(document.getElementById("plugin")!).render(
  <StrictMode>
    <Plugin />
  </StrictMode>,
)
