import { OAuth2Client, OAuth2Fetch } from "/bundles/badgateway.js";

const KEY = "badgateway";

const store = (token) => localStorage.setItem(KEY, JSON.stringify(token));

export function seed(tokens, endsAtMillis) {
  store({
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token,
    expiresAt: endsAtMillis,
  });
}

export function open({ relay }) {
  const client = new OAuth2Client({
    clientId: "bench",
    tokenEndpoint: `${relay}/refresh`,
    authenticationMethod: "client_secret_post",
  });
  const authorized = new OAuth2Fetch({
    client,
    getNewToken: () => null,
    getStoredToken: () => JSON.parse(localStorage.getItem(KEY)),
    storeToken: store,
  });
  return { fetch: (url) => authorized.fetch(url) };
}
