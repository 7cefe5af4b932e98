import { StrictMode, useEffect, useState, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { createOAuthClient } from "latchkey";

const client = createOAuthClient({
  relay: { local: "https://localhost:8787", production: "https://relay.example.com" },
  apiOrigins: ["https://api.example.com"],
});

function Plugin() {
  const { isSignedIn, login, error } = useSyncExternalStore(client.subscribe, client.getSnapshot);
  const hasAccess = isSignedIn && error?.code !== "invalid_grant"; // that is: not taken away by the provider
  useEffect(() => { if (!hasAccess) client.prepareLogin(); }, [hasAccess]);
  if (hasAccess) return <Profile />;
  return (
    <main>
      <button onClick={() => void client.login()}>{login ? "Open the page again" : "Log in"}</button>
      {login && <button onClick={client.cancelLogin}>Cancel</button>}
      {login?.url && <a href={login.url} target="_blank" rel="noopener">No window? Log in here</a>}
      {error && <p role="alert">{error.message}</p>}
    </main>
  );
}

function Profile() {
  const [name, setName] = useState("...");
  useEffect(() => {
    const visit = new AbortController();
    client.fetch("https://api.example.com/profile", { signal: visit.signal })
      .then(async (answer) => (await answer.json()) as { name: string })
      .then((profile) => { setName(profile.name); })
      .catch((reason: unknown) => { if (!visit.signal.aborted) setName(String(reason)); });
    return () => { visit.abort(); };
  }, []);
  return <button onClick={() => void client.logout()}>Log out {name}</button>;
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<StrictMode><Plugin /></StrictMode>);
