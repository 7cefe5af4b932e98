// What a plugin author has who followed Framer's guide, React left out: log in, poll at a fixed
// interval, keep the tokens in localStorage, send the Bearer. The guide leaves the refresh to its
// readers; this is the plain one, before a call whose token has ended.

const isLocal = () => window.location.hostname.includes("localhost");
const AUTH_BACKEND = isLocal() ? globalThis.LOCAL_BACKEND : "https://example.com";

const TOKENS_KEY = "tokens";

let pollInterval;
let tokens = null;

/** Called when the plugin is shown. */
export function restore() {
  const serialized = window.localStorage.getItem(TOKENS_KEY);
  if (serialized) tokens = JSON.parse(serialized);
}

function save(answer) {
  tokens = { ...tokens, ...answer, ends_at: Date.now() + answer.expires_in * 1000 };
  window.localStorage.setItem(TOKENS_KEY, JSON.stringify(tokens));
}

function pollForTokens(readKey) {
  if (pollInterval) clearInterval(pollInterval);
  return new Promise((resolve) => {
    pollInterval = setInterval(async () => {
      const response = await fetch(`${AUTH_BACKEND}/poll?readKey=${readKey}`, { method: "POST" });
      if (response.status === 200) {
        const answer = await response.json();
        clearInterval(pollInterval);
        resolve(answer);
      }
    }, 2500);
  });
}

export async function login() {
  const response = await fetch(`${AUTH_BACKEND}/authorize`, { method: "POST" });
  if (response.status !== 200) return;
  const authorize = await response.json();
  window.open(authorize.url);
  save(await pollForTokens(authorize.readKey));
}

async function refresh() {
  const code = encodeURIComponent(tokens.refresh_token);
  const response = await fetch(`${AUTH_BACKEND}/refresh?code=${code}`, { method: "POST" });
  if (response.status !== 200) throw new Error("Please log in again.");
  save(await response.json());
}

export async function authorizedFetch(url, init = {}) {
  if (Date.now() >= tokens.ends_at) await refresh();
  const headers = { ...init.headers, Authorization: `Bearer ${tokens.access_token}` };
  return fetch(url, { ...init, headers });
}
