import ky from "/bundles/ky.js";

const KEY = "ky";

export function seed(tokens) {
  localStorage.setItem(KEY, tokens.access_token);
}

export function open() {
  const accessToken = localStorage.getItem(KEY);
  const authorized = ky.create({
    hooks: {
      beforeRequest: [
        ({ request }) => request.headers.set("Authorization", `Bearer ${accessToken}`),
      ],
    },
  });
  return { fetch: (url) => authorized(url) };
}
