/** OAuth for Framer plugins: log in through a relay, keep the tokens, call APIs with them. */

/** The provider's token answer (RFC 6749 5.1), its own names and values, as it is stored. Frozen. */
export interface TokenResponse {
  /** What an API takes, never empty; it may have ended. */
  readonly access_token: string;
  /** What gets a new access token; some providers give none, others a new one each time. */
  readonly refresh_token?: string;
  /** Seconds from `obtained_at`; some providers send text. */
  readonly expires_in?: number | string;
  /** What was granted, separated by blanks (by commas at some providers). */
  readonly scope?: string;
  /** `"Bearer"`, in whatever case the provider writes it. */
  readonly token_type?: string;
  /** When the answer came, in milliseconds since 1970; the client's own. */
  readonly obtained_at?: number;
  /** Whatever else the provider sent. */
  readonly [member: string]: unknown;
}

/** What a client is made of, read once. Only `relay` must be given. */
export interface OAuthClientOptions {
  /**
   * The relay's URL, whose path is kept; or a pair of them: `local` is used where `isLocal()` says
   * so, `production` everywhere else.
   */
  relay: string | { readonly local: string; readonly production: string };
  /**
   * The only origins that `fetch` sends anything to, such as `https://api.example.com`; or a
   * function that names them for the tokens at hand. None unless given.
   */
  apiOrigins?: readonly string[] | ((tokens: TokenResponse) => readonly string[]);
  /**
   * Of `apiOrigins`, those that refuse browsers: the relay, whose `API_ORIGINS` must list them, passes
   * these calls on. Nothing else is different, but for `Response.url`, a body of 4 MiB and an answer
   * of 16 MiB at most, and its headers, of which those come that an API's caller needs (types,
   * ranges, links, rate limits).
   */
  throughRelay?: readonly string[];
  /** Where the tokens lie in storage. `"latchkey:"` and the production relay's URL unless given. */
  storageKey?: string;
  /**
   * `localStorage` unless given; `null` keeps the tokens in memory alone. It must answer at once: one
   * that gives promises counts as refused. Framer's plugin data is no place for tokens: everybody
   * who works on the project reads it, and so could use the account of the user who logged in.
   */
  storage?: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  /** Reads what other code left under the key; `null` leaves it alone. */
  parseStored?: (text: string) => TokenResponse | null;
  /** Puts the token into a call, instead of `Authorization: Bearer`; no redirect is followed then. */
  authorizeRequest?: (headers: Headers, tokens: TokenResponse) => void;
  /** How long a login may take, 1 at the least; until the relay says it is over, unless given. */
  loginTimeoutMillis?: number;
  /** How often a relay that does not hold polls is asked, 0 at the least; 2500 unless given. */
  pollIntervalMillis?: number;
  /** Used for the relay and for the APIs, instead of the page's own. */
  fetch?: typeof globalThis.fetch;
  /** Opens the login page, instead of `window.open(url, "_blank", "noopener")`. */
  open?: (url: string) => void;
}

/** How one login differs from the usual one. */
export interface LoginOptions {
  /** Ends this caller's wait (`cancelled`); the login itself ends with its last caller. */
  signal?: AbortSignal;
  /** OpenID Connect's `prompt`, for people who switch accounts. Another one replaces a login that waits. */
  prompt?: "login" | "consent" | "select_account";
  /** The part of the provider's address that differs from person to person, such as a shop. */
  subdomain?: string;
}

/** What went wrong, for code to tell apart. */
export type OAuthErrorCode =
  /** The person, or the provider in the person's name, said no. */
  | "access_denied"
  /** The login was not finished in time. */
  | "timeout"
  /** `cancelLogin`, `logout` or the caller's signal ended the login. */
  | "cancelled"
  /** A newer login took this one's place. */
  | "replaced"
  /** The relay gives no answer. */
  | "relay_unreachable"
  /** The relay is up and does not serve pages of this origin. */
  | "origin_not_allowed"
  /** The provider refuses for a reason of its own. */
  | "server_error"
  /** The provider, or the relay, fails for now; see `retryAfterSeconds`. */
  | "temporarily_unavailable"
  /** An answer that is not understood. */
  | "invalid_response"
  /** Nobody is signed in, or there is nothing to refresh with. */
  | "login_required"
  /** The provider has taken the access away: log in again. */
  | "invalid_grant"
  /** A call to an origin that `apiOrigins` does not list; nothing was sent. */
  | "origin_not_listed"
  /** The client was disposed. */
  | "disposed";

/** Why something gave no tokens. `message` is one sentence fit for a person, with nothing secret. */
export class OAuthError extends Error {
  /** For tests and stand-ins of your own; the client makes its own. */
  constructor(code: OAuthErrorCode, message?: string);
  /** What went wrong. */
  readonly code: OAuthErrorCode;
  /** The HTTP status that the relay answered, where it did. */
  readonly status?: number;
  /** When it makes sense to try again, where the relay or the provider says. */
  readonly retryAfterSeconds?: number;
}

/**
 * What a screen shows: immutable, without any token, and the same object until something in it
 * changes. A refresh changes nothing.
 */
export interface Snapshot {
  /** Whether there are tokens; whether the provider still takes them, the next call finds out. */
  readonly isSignedIn: boolean;
  /** The login under way, or `null`. */
  readonly login: {
    /** `"opening"` until the relay has named the page, `"waiting"` until the person is done there. */
    readonly phase: "opening" | "waiting";
    /** The page to log in at, to be offered where no window opened; `null` until it is known. */
    readonly url: string | null;
  } | null;
  /**
   * Why the last login gave no tokens (cancelled and replaced excepted), or why the session ended. `invalid_grant` while
   * signed in: an API refuses a token that is new, so the person should log in again.
   * While a login is `"opening"`: why the relay has named no page yet; it is asked again.
   */
  readonly error: OAuthError | null;
  /** What was granted, as far as it is known. */
  readonly grantedScopes: readonly string[];
  /** What was asked for and not granted, as far as it is known. */
  readonly missingScopes: readonly string[];
  /** `false` where storage refused: then one is signed in for this visit alone. */
  readonly isPersisted: boolean;
}

/** What a plugin holds. Every function is bound: it may be passed on by itself. */
export interface OAuthClient {
  /**
   * Opens the provider's page and waits for the tokens. Call it in the click handler itself. While
   * a login waits, its page is opened again, and this caller joins it. A relay that does not answer,
   * refuses the page, or has a proxy answer in its place is asked again for a quarter of a minute,
   * as it may be restarting; the snapshot's `error` says so within a second. A rejection need not
   * be handled: the snapshot has the error too.
   */
  readonly login: (options?: LoginOptions) => Promise<TokenResponse>;
  /**
   * Asks the relay for the page ahead, so that `login` with the same options opens it within the
   * click. A login uses it up, and it is kept for half of the life that the relay gives it (5 minutes
   * where the relay says none). From then on, until the user signs in or out, it is requested again
   * when a login ends without tokens, and, where it has aged, when the page is returned to and at a
   * movement of the pointer, a press or a key, of which one comes early enough before nearly every
   * click. No timer asks for it. Never throws.
   */
  readonly prepareLogin: (options?: Omit<LoginOptions, "signal">) => void;
  /** Ends the login under way, for all its callers: `cancelled`. */
  readonly cancelLogin: () => void;
  /** Waits for a login that other code has opened, in place of one that waits (`replaced`). */
  readonly pollForTokens: (
    readKey: string,
    options?: {
      /** Ends the wait (`cancelled`). */
      signal?: AbortSignal;
    },
  ) => Promise<TokenResponse>;
  /**
   * The browser's `fetch`, to `apiOrigins` alone, with the access token: refreshed ahead of its
   * end, and once more on a 401. A caller's own `Authorization` is left as it is.
   */
  readonly fetch: (input: RequestInfo | URL, init?: RequestInit) => Promise<Response>;
  /** An access token that is good to use now. */
  readonly getAccessToken: () => Promise<string>;
  /** Gets new tokens, or those that another tab has got meanwhile. Only `invalid_grant` signs out. */
  readonly refresh: () => Promise<TokenResponse>;
  /** Signs in with tokens that came another way; a `TypeError` where they are none. */
  readonly setTokens: (tokens: TokenResponse) => void;
  /** Signed out, in all tabs, when it returns; resolved when the provider was told, never rejected. */
  readonly logout: () => Promise<void>;
  /** `null` where nobody is signed in. */
  readonly tokens: TokenResponse | null;
  /** Calls back with each new snapshot; gives a function that ends it. */
  readonly subscribe: (listener: (snapshot: Snapshot) => void) => () => void;
  /** What a screen shows now: the same object until something in it changes. */
  readonly getSnapshot: () => Snapshot;
  /**
   * Lets go of the page: no listener is called any more, logins that wait are rejected with
   * `disposed`, and so is each later call; calls of APIs and a refresh under way go on. Signs nobody
   * out, and a login under way goes on in the next client.
   */
  readonly dispose: () => void;
}

/** Throws a `TypeError` that names the option, where one is wrong. */
export function createOAuthClient(options: OAuthClientOptions): OAuthClient;

/** Whether the page is on this machine (`localhost`, `*.localhost`, `127.0.0.1`, `[::1]`). */
export function isLocal(): boolean;
