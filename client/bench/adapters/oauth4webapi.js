import { allowInsecureRequests, protectedResourceRequest } from "/bundles/oauth4webapi.js";

const KEY = "oauth4webapi";

export function seed(tokens) {
  localStorage.setItem(KEY, tokens.access_token);
}

export function open() {
  const accessToken = localStorage.getItem(KEY);
  // The provider of the bench speaks http.
  const options = { [allowInsecureRequests]: true };
  return {
    fetch: (url) =>
      protectedResourceRequest(accessToken, "GET", new URL(url), undefined, undefined, options),
  };
}
