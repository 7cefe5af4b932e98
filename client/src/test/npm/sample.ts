// Type-checked against the packed latchkey.d.ts, then run by Node against the packed module.

import {
  createOAuthClient,
  isLocal,
  OAuthError,
  type LoginOptions,
  type OAuthClient,
  type OAuthClientOptions,
  type OAuthErrorCode,
  type Snapshot,
  type TokenResponse,
} from "latchkey";
import * as module from "latchkey";

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

function sameNames<T>() {
  return <const N extends readonly string[]>(...[names]: [names: N, same: Same<keyof T, N[number]>]) => names;
}

const clientNames = sameNames<OAuthClient>()(
  [
    "login", "prepareLogin", "cancelLogin", "pollForTokens", "fetch", "getAccessToken", "refresh",
    "setTokens", "logout", "tokens", "subscribe", "getSnapshot", "dispose",
  ],
  true,
);
const snapshotNames = sameNames<Snapshot>()(
  ["isSignedIn", "login", "error", "grantedScopes", "missingScopes", "isPersisted"],
  true,
);
const moduleNames = sameNames<typeof module>()(["createOAuthClient", "isLocal", "OAuthError"], true);

const memory = new Map<string, string>();
const options: Required<OAuthClientOptions> = {
  relay: { local: "http://localhost:8787", production: "https://relay.example/plugin/" },
  apiOrigins: (tokens: TokenResponse) => [`https://${String(tokens.instance)}.example`],
  throughRelay: ["https://api.example"],
  storageKey: "tokens",
  storage: {
    getItem: (key) => memory.get(key) ?? null,
    setItem: (key, text) => void memory.set(key, text),
    removeItem: (key) => void memory.delete(key),
  },
  parseStored: (text) => (text === "old" ? { access_token: "A0" } : null),
  authorizeRequest: (headers, tokens) => {
    headers.set("X-Token", tokens.access_token);
  },
  loginTimeoutMillis: 60_000,
  pollIntervalMillis: 1_000,
  fetch: globalThis.fetch,
  open: (url: string) => memory.set("opened", url),
};

const client = createOAuthClient(options);
createOAuthClient({ relay: "https://relay.example", apiOrigins: ["https://api.example"], storage: null });

export async function everyMember(signal: AbortSignal): Promise<void> {
  const login: LoginOptions = { signal, prompt: "consent", subdomain: "shop" };
  client.prepareLogin({ prompt: "login" });
  const tokens: TokenResponse = await client.login(login);
  await client.login();
  client.cancelLogin();
  await client.pollForTokens("read key", { signal });
  const answer: Response = await client.fetch(new URL("https://api.example/me"), { method: "GET" });
  const token: string = await client.getAccessToken();
  const fresh: TokenResponse = await client.refresh();
  client.setTokens({ access_token: token, refresh_token: fresh.refresh_token, expires_in: "3600" });
  await client.logout();
  const held: TokenResponse | null = client.tokens;
  const end: () => void = client.subscribe((snapshot) => memory.set("page", snapshot.login?.url ?? ""));
  end();
  client.dispose();
  console.log(answer.ok, tokens.scope, tokens.token_type, tokens.obtained_at, held);
  // @ts-expect-error: members are read-only
  client.login = client.login;
  // @ts-expect-error: a relay must be named
  createOAuthClient({});
  // @ts-expect-error: another prompt
  await client.login({ prompt: "none" });
}

function assertSame(what: string, actual: readonly string[], declared: readonly string[]) {
  const [is, said] = [actual, declared].map((names) => [...names].sort().join());
  if (is !== said) throw new Error(`${what}: the module has ${is}, latchkey.d.ts says ${said}`);
}

assertSame("exports", Object.keys(module), moduleNames);
assertSame("client", Object.getOwnPropertyNames(client), clientNames);
assertSame("snapshot", Object.keys(client.getSnapshot()), snapshotNames);

const code: OAuthErrorCode = "login_required";
const error = await client.getAccessToken().catch((reason: unknown) => reason);
if (!(error instanceof OAuthError && error instanceof Error) || error.code !== code) throw error;
const facts: [number?, number?, string?] = [error.status, error.retryAfterSeconds, error.message];
if (facts[2] === "") throw error;
if (isLocal()) throw new Error("There is no page here");
if (JSON.stringify(client) !== "{}") throw new Error("A client shows nothing as JSON");
const { subscribe } = client;
subscribe(() => {})();
client.dispose();
