// What latchkey.d.ts says of arguments and values, held against the module as it runs. The compiler
// holds each table against the types, and this program, run by Node, against the module.

import {
  createOAuthClient,
  OAuthError,
  type LoginOptions,
  type OAuthClient,
  type OAuthClientOptions,
  type Snapshot,
  type TokenResponse,
} from "latchkey";

type Kind<T> = T extends null
  ? "null"
  : T extends undefined
    ? "undefined"
    : T extends (...args: never[]) => unknown
      ? "function"
      : T extends readonly unknown[]
        ? "array"
        : T extends string
          ? "string"
          : T extends number
            ? "number"
            : T extends boolean
              ? "boolean"
              : "object";
type Value<T> = T extends Promise<infer V> ? V : T;
// "void" for nothing: a type that matches both void and undefined.
type Result<T> = [T] extends [ReturnType<() => void>] ? "undefined" : [T] extends [Promise<infer V>] ? `promise of ${Result<V>}` : Kind<T>;
type Each<K extends string | number> = Record<K, true>;

type Functions = Omit<OAuthClient, "tokens">;
type Declared = {
  [K in keyof Functions]: {
    counts: Each<Parameters<Functions[K]>["length"]>;
    gives: Result<ReturnType<Functions[K]>>;
  };
};
const functions: Declared = {
  login: { counts: { 0: true, 1: true }, gives: "promise of object" },
  prepareLogin: { counts: { 0: true, 1: true }, gives: "undefined" },
  cancelLogin: { counts: { 0: true }, gives: "undefined" },
  pollForTokens: { counts: { 1: true, 2: true }, gives: "promise of object" },
  fetch: { counts: { 1: true, 2: true }, gives: "promise of object" },
  getAccessToken: { counts: { 0: true }, gives: "promise of string" },
  refresh: { counts: { 0: true }, gives: "promise of object" },
  setTokens: { counts: { 1: true }, gives: "undefined" },
  logout: { counts: { 0: true }, gives: "promise of undefined" },
  subscribe: { counts: { 1: true }, gives: "function" },
  getSnapshot: { counts: { 0: true }, gives: "object" },
  dispose: { counts: { 0: true }, gives: "undefined" },
};

type Kinds<T> = { [K in keyof T]-?: Each<Kind<Exclude<T[K], undefined>>> };
const snapshotKinds: Kinds<Snapshot> = {
  isSignedIn: { boolean: true },
  login: { object: true, null: true },
  error: { object: true, null: true },
  grantedScopes: { array: true },
  missingScopes: { array: true },
  isPersisted: { boolean: true },
};
const loginKinds: Kinds<NonNullable<Snapshot["login"]>> = {
  phase: { string: true },
  url: { string: true, null: true },
};
const errorKinds: Kinds<Pick<OAuthError, "code" | "status" | "retryAfterSeconds" | "message">> = {
  code: { string: true },
  status: { number: true },
  retryAfterSeconds: { number: true },
  message: { string: true },
};
const optionNames: Record<keyof OAuthClientOptions, true> = {
  relay: true,
  apiOrigins: true,
  throughRelay: true,
  storageKey: true,
  storage: true,
  parseStored: true,
  authorizeRequest: true,
  loginTimeoutMillis: true,
  pollIntervalMillis: true,
  fetch: true,
  open: true,
};
const loginOptionNames: Record<keyof LoginOptions, true> = { signal: true, prompt: true, subdomain: true };

const TOKENS: TokenResponse = { access_token: "A1", refresh_token: "R1", scope: "read", expires_in: 3600 };

/** A relay that logs everybody in when `poll` allows it, and an API. */
function made(options: Partial<OAuthClientOptions> = {}): OAuthClient {
  return createOAuthClient({
    relay: "https://relay.example",
    apiOrigins: ["https://api.example"],
    storage: null,
    fetch: (input) => Promise.resolve(answer(input instanceof Request ? input.url : String(input))),
    open: () => undefined,
    ...options,
  });
}

function answer(url: string): Response {
  return url.endsWith("/authorize")
    ? Response.json({ url: "https://provider.example/", readKey: "key", expires_in: 600, scope: "read write" })
    : Response.json(TOKENS);
}

/** A value that notes whether anybody looks at it. */
function probe(): { value: unknown; isTouched: () => boolean } {
  let isTouched = false;
  const value: unknown = new Proxy(() => undefined, {
    get(target, name) {
      isTouched = true;
      return Reflect.get(target, name) as unknown;
    },
    has(target, name) {
      isTouched = true;
      return Reflect.has(target, name);
    },
    apply() {
      isTouched = true;
    },
  });
  return { value, isTouched: () => isTouched };
}

function check(what: string, actual: unknown, declared: unknown): void {
  const [is, said] = [actual, declared].map((value) => JSON.stringify(value));
  if (is !== said) throw new Error(`${what}: the module has ${is}, latchkey.d.ts says ${said}`);
}

function kind(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

async function given(result: unknown): Promise<string> {
  return result instanceof Promise ? `promise of ${kind(await result)}` : kind(result);
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 5));
const valid: Partial<Record<keyof Functions, unknown[]>> = {
  pollForTokens: ["key"],
  fetch: ["https://api.example/me"],
  setTokens: [TOKENS],
  subscribe: [() => undefined],
};

async function checkFunction(name: keyof Functions): Promise<void> {
  const { counts, gives } = functions[name];
  const call = (client: OAuthClient, args: unknown[]): unknown => Reflect.apply(client[name], undefined, args);
  const signedIn = made();
  signedIn.setTokens(TOKENS);
  check(`what ${name} gives`, await given(call(signedIn, valid[name] ?? [])), gives);

  const most = Math.max(...Object.keys(counts).map(Number));
  const least = Math.min(...Object.keys(counts).map(Number));
  check(`the arguments that ${name} must have`, (valid[name] ?? []).length, least);
  for (let place = 0; place < 3; place++) {
    const client = made();
    if (name === "fetch") client.setTokens(TOKENS);
    const args: unknown[] = [...(valid[name] ?? [])];
    const { value, isTouched } = probe();
    args[place] = value;
    try {
      const result = call(client, args);
      if (result instanceof Promise) await Promise.race([result.catch(() => undefined), soon()]);
      client.setTokens({ access_token: "A2" });
    } catch {
      // It was looked at and refused.
    }
    check(`whether ${name} looks at argument ${String(place + 1)}`, isTouched(), place < most);
    client.dispose();
  }
}

function checkKinds(what: string, value: object, kinds: Record<string, object>, seen: Map<string, Set<string>>): void {
  for (const [name, member] of Object.entries(value)) {
    const is = kind(member);
    if (!(is in (kinds[name] ?? {}))) throw new Error(`${what}.${name} is of the kind ${is}`);
    seen.set(`${what}.${name}`, (seen.get(`${what}.${name}`) ?? new Set<string>()).add(is));
  }
}

function namesRead<T extends object>(base: T, use: (watched: T) => void): string[] {
  const names = new Set<string>();
  use(new Proxy(base, { get: (target, name) => (names.add(String(name)), Reflect.get(target, name) as unknown) }));
  return [...names].sort();
}

for (const name of Object.keys(functions) as (keyof Functions)[]) await checkFunction(name);

function members({ code, status, retryAfterSeconds, message }: OAuthError): object {
  return { code, status, retryAfterSeconds, message };
}

// Every kind that a member of a snapshot may be comes up in the course of a session.
const seen = new Map<string, Set<string>>();
const look = (snapshot: Snapshot) => {
  checkKinds("Snapshot", snapshot, snapshotKinds, seen);
  if (snapshot.login) checkKinds("login", snapshot.login, loginKinds, seen);
  if (snapshot.error) checkKinds("OAuthError", members(snapshot.error), errorKinds, seen);
};
const busy = new Response("{}", { status: 503, headers: { "Retry-After": "7" } });
for (const fetch of [undefined, () => Promise.resolve(busy.clone())]) {
  const client = made(fetch && { fetch });
  client.subscribe(look);
  look(client.getSnapshot());
  check("tokens of nobody", client.tokens, null);
  const tokens: Value<ReturnType<OAuthClient["login"]>> | null = await client.login().catch(() => null);
  check("tokens", client.tokens, tokens);
  client.dispose();
}
const declaredKinds = { Snapshot: snapshotKinds, login: loginKinds, OAuthError: errorKinds };
for (const [what, kinds] of Object.entries(declaredKinds)) {
  for (const [name, may] of Object.entries(kinds as Record<string, object>)) {
    check(`the kinds of ${what}.${name}`, [...(seen.get(`${what}.${name}`) ?? [])].sort(), Object.keys(may).sort());
  }
}

const base = { relay: "https://relay.example", storage: null } satisfies OAuthClientOptions;
check("options", namesRead<OAuthClientOptions>(base, (options) => void createOAuthClient(options)), Object.keys(optionNames).sort());
check("login's options", namesRead<LoginOptions>({}, (options) => void made().login(options)), Object.keys(loginOptionNames).sort());
check("an error's code", new OAuthError("timeout", "Late.").code, "timeout");
check("an error's message", new OAuthError("timeout", "Late.").message, "Late.");
check("the arguments of OAuthError", OAuthError.length, 2 satisfies ConstructorParameters<typeof OAuthError>["length"]);
