import {
  None,
  allowInsecureRequests,
  processRefreshTokenResponse,
  protectedResourceRequest,
  refreshTokenGrantRequest,
} from "/bundles/oauth4webapi.js";

const KEY = "oauth4webapi";
const CLIENT = { client_id: "bench" };

// The provider of the bench speaks http.
const OPTIONS = { [allowInsecureRequests]: true };

const store = (tokens, endsAtMillis) => localStorage.setItem(KEY, JSON.stringify({ tokens, endsAtMillis }));

export function seed(tokens, endsAtMillis) {
  store(tokens, endsAtMillis);
}

export function open({ relay }) {
  const server = { issuer: "bench", token_endpoint: `${relay}/refresh` };
  async function refresh({ refresh_token }) {
    const response = await refreshTokenGrantRequest(server, CLIENT, None(), refresh_token, OPTIONS);
    const tokens = await processRefreshTokenResponse(server, CLIENT, response);
    store({ refresh_token, ...tokens }, Date.now() + tokens.expires_in * 1000);
    return tokens;
  }
  return {
    // It keeps nothing and has no fetch that refreshes: this is what its users write.
    async fetch(url) {
      const { tokens, endsAtMillis } = JSON.parse(localStorage.getItem(KEY));
      const { access_token } = Date.now() < endsAtMillis ? tokens : await refresh(tokens);
      return protectedResourceRequest(access_token, "GET", new URL(url), undefined, undefined, OPTIONS);
    },
  };
}
