export function seed(tokens, endsAtMillis) {
  localStorage.setItem("tokens", JSON.stringify({ ...tokens, ends_at: endsAtMillis }));
}

export async function open({ relay }) {
  globalThis.LOCAL_BACKEND = relay;
  const { authorizedFetch, login, restore } = await import("/bundles/guide.js");
  restore();
  return { login, fetch: authorizedFetch };
}
