package io.github.latchkey.relay.settings;

import java.util.List;

/**
 * Every setting of the relay. What is declared here is how a setting is parsed, printed and
 * documented: {@code --help} and the table in the relay's README are made from it, and a name that
 * is not here is reported with the nearest one that is.
 */
public enum Setting {
  @Help(value = "the client id that the provider gave your app", otherwise = "required")
  CLIENT_ID(Scope.PLUGIN, Kind.TEXT),
  @Help(
      value = "the client secret that the provider gave your app",
      otherwise = "none: the relay is a public client")
  CLIENT_SECRET(Scope.PLUGIN, Kind.SECRET),
  @Help(
      value =
          "the redirect URI exactly as registered with the provider; ends in `/redirect`; https, or"
              + " http on localhost. What precedes `/redirect` is the relay's public URL",
      otherwise = "required")
  REDIRECT_URI(Scope.PLUGIN, Kind.URL),
  @Help(
      value = "the URL of the provider's login page; its query is kept",
      otherwise = "required without `PROVIDER`")
  AUTHORIZE_ENDPOINT(Scope.PLUGIN, Kind.URL),
  @Help(
      value = "the URL where the provider issues tokens; its query is kept",
      otherwise = "required without `PROVIDER`")
  TOKEN_ENDPOINT(Scope.PLUGIN, Kind.URL),
  @Help("the scopes to request")
  SCOPE(Scope.PLUGIN, Kind.TEXT),
  @Help(
      value = "origins of plugins that may call the relay, comma separated",
      otherwise = "`https://localhost:5173` if `REDIRECT_URI` is on localhost, or none")
  PLUGIN_URI(Scope.PLUGIN, Kind.LIST),
  @Help("the id of a published plugin, as in its marketplace URL")
  PLUGIN_ID(Scope.PLUGIN, Kind.TEXT),
  @Help("the domain under which published plugins are served")
  PLUGIN_PARENT_DOMAIN(Scope.PLUGIN, Kind.TEXT, "plugins.framercdn.com"),

  @Help(
      "a name from [presets](presets), such as `notion`, or an issuer's URL, whose metadata are"
          + " read at the start: fills the settings that are not set here")
  PROVIDER(Scope.PLUGIN, Kind.TEXT),
  @Help(
      "`on`: a relay in public serves localhost origins of `PLUGIN_URI` too, for development behind"
          + " a tunnel")
  LOCAL_PLUGINS(Scope.PLUGIN, "off", "on"),
  @Help("how long a login may take, in seconds, 1 to 3600")
  LOGIN_SECONDS(Scope.PLUGIN, 900, 1, 3600),
  @Help(
      "how long a poll is held at most, in seconds, 1 to 25; less if a gateway in front of the relay"
          + " ends requests sooner")
  POLL_SECONDS(Scope.PLUGIN, 25, 1, 25),
  @Help(
      "`page`: the user confirms on a page of the relay that they started the login; `off`: the"
          + " provider's page opens directly")
  LOGIN_CONFIRMATION(Scope.PLUGIN, "page", "off"),
  @Help("`off` rejects requests of plugins that follow Framer's guide")
  COMPATIBLE(Scope.PLUGIN, "on", "off"),
  @Help(
      value = "the plugin's name on the confirmation page, in any script, 60 characters at most",
      otherwise = "\"A Framer plugin\"")
  PLUGIN_NAME(Scope.PLUGIN, Kind.WORDS),
  @Help(
      "the plugin's icon on the confirmation page: a data URL of a PNG, JPEG, WebP or SVG image in"
          + " base64, 8192 characters at most (Cloudflare allows 5 KB for a variable)")
  PLUGIN_ICON(Scope.PLUGIN, Kind.TEXT),
  @Help("the name of the parameter that carries the scope")
  SCOPE_PARAM(Scope.PLUGIN, Kind.TEXT, "scope"),
  @Help(
      value =
          "`space`, `comma` or one punctuation character: `SCOPE` is split at commas and spaces and"
              + " joined with this",
      otherwise = "`SCOPE` is sent as it is")
  SCOPE_SEPARATOR(Scope.PLUGIN, Kind.TEXT),
  @Help("more parameters of the authorization request: `access_type=offline&prompt=consent`")
  AUTHORIZE_PARAMS(Scope.PLUGIN, Kind.TEXT),
  @Help(value = "the URL where tokens are refreshed", otherwise = "`TOKEN_ENDPOINT`")
  REFRESH_ENDPOINT(Scope.PLUGIN, Kind.URL),
  @Help(
      value = "the URL where tokens are revoked at logout (RFC 7009)",
      otherwise = "none: `/revoke` answers 404")
  REVOCATION_ENDPOINT(Scope.PLUGIN, Kind.URL),
  @Help(
      value =
          "values of `{subdomain}` that are not customers, comma separated: `www,status,help`."
              + " Requests that name one are rejected",
      otherwise = "none, or the preset's")
  REFUSED_SUBDOMAINS(Scope.PLUGIN, Kind.LIST),
  @Help(
      "`post`: client id and secret in the body; `basic`: in an `Authorization` header of the Basic"
          + " scheme")
  TOKEN_AUTH(Scope.PLUGIN, "post", "basic"),
  @Help("`form` or `json`: the format of the token request")
  TOKEN_BODY(Scope.PLUGIN, "form", "json"),
  @Help("more parameters of the token request that exchanges a code: `expiring=1`")
  TOKEN_PARAMS(Scope.PLUGIN, Kind.SECRET),
  @Help(
      value = "the member of the token response that contains the tokens",
      otherwise = "none: they are at the top level")
  TOKEN_MEMBER(Scope.PLUGIN, Kind.TEXT),
  @Help(
      "words, comma separated, by which this provider says that a refresh token is no longer valid,"
          + " as the value of any member of its response")
  INVALID_GRANT(Scope.PLUGIN, Kind.LIST),
  @Help(
      value = "`S256` if the provider is known to check PKCE, `off` if it rejects PKCE",
      otherwise = "sent, and not relied on")
  PKCE(Scope.PLUGIN, "S256", "off"),
  @Help(
      value = "the value of `iss` that the provider sends (RFC 9207); another value is rejected",
      otherwise = "not checked")
  ISSUER(Scope.PLUGIN, Kind.TEXT),
  @Help("`on`: a redirect without `iss` is rejected too")
  ISSUER_REQUIRED(Scope.PLUGIN, "off", "on"),
  @Help(
      value =
          "`on`: the log contains what the provider says about errors in its own words, 200"
              + " characters at most",
      otherwise = "`on` if `REDIRECT_URI` is on localhost, or `off`")
  LOG_DETAIL(Scope.PLUGIN, "off", "on"),
  @Help("origins of APIs that may be called through the relay, comma separated")
  API_ORIGINS(Scope.PLUGIN, Kind.LIST),
  @Help("more headers of API responses to pass on, comma separated; their names begin with `X-`")
  API_HEADERS(Scope.PLUGIN, Kind.LIST),

  @Help(
      value = "names of several plugins, comma separated; see [below](#several-plugins)",
      otherwise = "one plugin")
  PLUGINS(Scope.PROCESS, Kind.LIST),
  @Help(
      value =
          "the secret from which the relay derives its keys: 32 random characters or more; several,"
              + " comma separated, while you rotate it",
      otherwise = "see \"The relay's key\" in the README")
  RELAY_SECRET(Scope.PROCESS, Kind.SECRET),
  @Help(
      value = "the TCP port to listen on",
      otherwise = "that of a local `REDIRECT_URI`, or `8787`")
  PORT(Scope.PROCESS, 8787, 1, 65535),
  @Help(
      value = "the IP address to listen on: `127.0.0.1`, `::1`, `0.0.0.0`",
      otherwise =
          "loopback if `REDIRECT_URI` is on localhost or `TRUSTED_PROXIES` names only loopback"
              + " addresses, or all")
  ADDRESS(Scope.PROCESS, Kind.TEXT),
  @Help(
      value = "path of a PEM file with the certificate chain",
      otherwise = "found on localhost, or none")
  TLS_CERT(Scope.PROCESS, Kind.WORDS),
  @Help(
      value = "path of a PEM file with the certificate's private key",
      otherwise = "found on localhost, or none")
  TLS_KEY(Scope.PROCESS, Kind.WORDS),
  @Help(
      "IP addresses or networks, comma separated, of proxies whose `X-Forwarded-For` is trusted for"
          + " rate limits")
  TRUSTED_PROXIES(Scope.PROCESS, Kind.LIST),
  @Help("`off` if a proxy limits how often one address may call")
  RATE_LIMITS(Scope.PROCESS, "on", "off"),
  @Help("`text`: a line per request; `json`: each line is a JSON object")
  LOG_FORMAT(Scope.PROCESS, "text", "json"),
  @Help("the port of `GET /metrics` in Prometheus' format; see [Watching it](#watching-it)")
  METRICS_PORT(Scope.PROCESS, 0, 1, 65535),
  @Help(value = "the IP address on which metrics are served", otherwise = "loopback")
  METRICS_ADDRESS(Scope.PROCESS, Kind.TEXT),
  @Help(
      "`memory`, or the JDBC URL of a PostgreSQL database:"
          + " `jdbc:postgresql://db.example.com:5432/latchkey`; in the Worker `durable-object` or"
          + " `d1`")
  STORE(Scope.PROCESS, Kind.URL, "memory"),
  @Help(value = "the database user, if `STORE` does not name one", otherwise = "the system's user")
  PGUSER(Scope.PROCESS, Kind.WORDS),
  @Help(
      value = "the database user's password, if `STORE` does not contain one",
      otherwise = "that of `~/.pgpass`")
  PGPASSWORD(Scope.PROCESS, Kind.PASSWORD);

  /** Whether each plugin of a relay has its own. */
  public enum Scope {
    /** Each plugin has its own; with {@code PLUGINS}, its name stands before it. */
    PLUGIN,
    /** One for the whole relay. */
    PROCESS
  }

  /** What its text may be, and how it prints. */
  public enum Kind {
    /** Printable ASCII. */
    TEXT,
    /** Text in any script without control characters. */
    WORDS,
    /** Printable ASCII that is never printed. */
    SECRET,
    /** Any text without control characters, spaces at its ends included, that is never printed. */
    PASSWORD,
    /** A URL. Its query is never printed, because it can contain a key. */
    URL,
    /** One of a few words. */
    CHOICE,
    /** A whole number. */
    NUMBER,
    /** Several values, comma separated. */
    LIST
  }

  private final Scope scope;
  private final Kind kind;
  private final String fallback;
  private final int min;
  private final int max;
  private final List<String> words;

  Setting(Scope scope, Kind kind) {
    this(scope, kind, null);
  }

  Setting(Scope scope, Kind kind, String fallback) {
    this(scope, kind, fallback, 0, 0, List.of());
  }

  /** A choice, whose first word is the default. */
  Setting(Scope scope, String first, String second, String... more) {
    this(scope, Kind.CHOICE, first, 0, 0, all(first, second, more));
  }

  /** A number; a default of 0 means none. */
  Setting(Scope scope, int fallback, int min, int max) {
    this(
        scope, Kind.NUMBER, fallback == 0 ? null : Integer.toString(fallback), min, max, List.of());
  }

  Setting(Scope scope, Kind kind, String fallback, int min, int max, List<String> words) {
    this.scope = scope;
    this.kind = kind;
    this.fallback = fallback;
    this.min = min;
    this.max = max;
    this.words = words;
  }

  private static List<String> all(String first, String second, String... more) {
    String[] words = new String[2 + more.length];
    words[0] = first;
    words[1] = second;
    System.arraycopy(more, 0, words, 2, more.length);
    return List.of(words);
  }

  /** Whether each plugin has its own. */
  public Scope scope() {
    return scope;
  }

  /** What its text may be. */
  public Kind kind() {
    return kind;
  }

  /** Its value if it is not set, or null if it has none, or none that is always the same. */
  public String fallback() {
    return fallback;
  }

  /** Whether its text is a secret as a whole. */
  public boolean isSecret() {
    return kind == Kind.SECRET || kind == Kind.PASSWORD;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  List<String> words() {
    return words;
  }
}
