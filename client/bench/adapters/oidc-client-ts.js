import { UserManager, WebStorageStateStore } from "/bundles/oidc-client-ts.js";

const AUTHORITY = "bench";

export function seed(tokens, endsAtMillis) {
  const user = { ...tokens, profile: {}, expires_at: Math.floor(endsAtMillis / 1000) };
  localStorage.setItem(`oidc.user:${AUTHORITY}:bench`, JSON.stringify(user));
}

export function open({ relay }) {
  const manager = new UserManager({
    authority: AUTHORITY,
    client_id: "bench",
    redirect_uri: `${location.origin}/callback`,
    metadata: { issuer: AUTHORITY, token_endpoint: `${relay}/refresh` },
    userStore: new WebStorageStateStore({ store: localStorage }),
    // Its timer refreshes a token that is about to end; what counts here is what calls do.
    automaticSilentRenew: false,
  });
  return {
    // It has no fetch of its own: this is what its users write.
    async fetch(url) {
      let user = await manager.getUser();
      if (user.expired) user = await manager.signinSilent();
      return fetch(url, { headers: { Authorization: `Bearer ${user.access_token}` } });
    },
  };
}
