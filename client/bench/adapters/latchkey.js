import { createOAuthClient } from "/bundles/latchkey.js";

const KEY = "bench";

export function seed(tokens, endsAtMillis) {
  const obtainedAtMillis = endsAtMillis - tokens.expires_in * 1000;
  localStorage.setItem(KEY, JSON.stringify({ ...tokens, obtained_at: obtainedAtMillis }));
}

export function open({ relay, api }) {
  const client = createOAuthClient({ relay, apiOrigins: [new URL(api).origin], storageKey: KEY });
  return { login: client.login, fetch: client.fetch };
}
