package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Ascii;
import io.github.latchkey.relay.wire.Form;
import io.github.latchkey.relay.wire.WireException;
import java.util.ArrayList;
import java.util.List;

/** Parses what concerns the provider. */
final class ProviderSettingsParser {
  /** What {@code REDIRECT_URI} ends in. */
  static final String REDIRECT_PATH = "/redirect";

  private static final List<String> AUTHORIZE_NAMES =
      List.of(
          "response_type",
          "client_id",
          "client_secret",
          "redirect_uri",
          "scope",
          "state",
          "code_challenge",
          "code_challenge_method");
  private static final List<String> TOKEN_NAMES =
      List.of(
          "grant_type",
          "client_id",
          "client_secret",
          "redirect_uri",
          "code",
          "code_verifier",
          "refresh_token");
  private static final List<String> REVOCATION_NAMES =
      List.of("client_id", "client_secret", "token");

  /** Read on after a missing or invalid {@code REDIRECT_URI}, to report what else is. */
  static final WebUrl NO_REDIRECT_URI = WebUrl.parse("https://localhost/redirect");

  private final Variables variables;

  ProviderSettingsParser(Variables variables) {
    this.variables = variables;
  }

  /** Parses. If anything is reported, parts of the result may be null. */
  ProviderSettings parse() {
    ClientSettings client =
        new ClientSettings(
            variables.require(Setting.CLIENT_ID, "The provider gives one to each app."),
            variables.secret(Setting.CLIENT_SECRET),
            redirectUri(),
            variables.unshown(Setting.REDIRECT_URI));
    Endpoints endpoints = endpoints();
    return new ProviderSettings(
        client,
        endpoints,
        authorization(endpoints.authorize()),
        tokens(client.secret()),
        isDetailLogged(client.redirectUri()));
  }

  private boolean isDetailLogged(WebUrl redirectUri) {
    return variables.isSet(Setting.LOG_DETAIL)
        ? !variables.isFirst(Setting.LOG_DETAIL)
        : redirectUri.isLocal();
  }

  private WebUrl redirectUri() {
    WebUrl url = variables.url(Setting.REDIRECT_URI);
    if (url == null) {
      variables.problem(
          Setting.REDIRECT_URI, "is missing. Set it to the relay's URL followed by /redirect.");
      return NO_REDIRECT_URI;
    }
    if (url.query() != null || !url.path().endsWith(REDIRECT_PATH)) {
      variables.problem(Setting.REDIRECT_URI, "must end in /redirect and have no query.");
      return NO_REDIRECT_URI;
    }
    for (int i = 0; i < url.path().length(); i++) {
      char c = url.path().charAt(i);
      if (!Ascii.isLetterOrDigit(c) && "/-._~".indexOf(c) < 0) {
        variables.problem(
            Setting.REDIRECT_URI, "must have a path of letters, digits, -, ., _ and ~.");
      }
    }
    // A browser would normalise these before the request comes back to the relay.
    if (url.path().contains("//") || url.path().contains("/.")) {
      variables.problem(Setting.REDIRECT_URI, "must not have // or /. in its path.");
    }
    return url;
  }

  private Endpoints endpoints() {
    WebUrl authorize = endpoint(Setting.AUTHORIZE_ENDPOINT, AUTHORIZE_NAMES);
    WebUrl token = endpoint(Setting.TOKEN_ENDPOINT, TOKEN_NAMES);
    WebUrl refresh = endpoint(Setting.REFRESH_ENDPOINT, TOKEN_NAMES);
    WebUrl revocation = endpoint(Setting.REVOCATION_ENDPOINT, REVOCATION_NAMES);
    if (authorize == null) {
      missing(Setting.AUTHORIZE_ENDPOINT, "the URL of the provider's login page");
    }
    if (token == null) {
      missing(Setting.TOKEN_ENDPOINT, "the URL where the provider issues tokens");
    }
    List<String> refused = variables.list(Setting.REFUSED_SUBDOMAINS);
    for (String label : refused) {
      if (!Endpoints.isSubdomain(label)) {
        variables.problem(
            Setting.REFUSED_SUBDOMAINS, "must be DNS labels in lower case, comma separated.");
      }
    }
    return new Endpoints(
        authorize, token, refresh == null ? token : refresh, revocation, List.copyOf(refused));
  }

  private void missing(Setting endpoint, String what) {
    if (!variables.hasProblem(Setting.PROVIDER)) {
      variables.problem(endpoint, "is missing. Set it to " + what + ", or set PROVIDER.");
    }
  }

  private WebUrl endpoint(Setting setting, List<String> ours) {
    WebUrl url = variables.endpoint(setting);
    if (url != null && url.query() != null) {
      refuseClash(setting, form(setting, url.query()), ours);
    }
    return url;
  }

  private AuthorizationSettings authorization(WebUrl endpoint) {
    boolean isPkce = variables.isFirst(Setting.PKCE);
    return new AuthorizationSettings(
        scope(),
        word(Setting.SCOPE_PARAM),
        authorizeParams(endpoint),
        isPkce,
        isPkce && variables.isSet(Setting.PKCE),
        variables.get(Setting.ISSUER),
        isIssuerRequired());
  }

  private Form authorizeParams(WebUrl endpoint) {
    Setting setting = Setting.AUTHORIZE_PARAMS;
    Form params = params(setting, variables.get(setting), AUTHORIZE_NAMES);
    String scopeParam = variables.get(Setting.SCOPE_PARAM);
    if (variables.isSet(Setting.SCOPE_PARAM)) {
      refuseClash(Setting.SCOPE_PARAM, new Form().add(scopeParam, ""), AUTHORIZE_NAMES);
      refuseClash(setting, params, List.of(scopeParam));
    }
    if (endpoint != null && endpoint.query() != null) {
      Form own = form(Setting.AUTHORIZE_ENDPOINT, endpoint.query());
      refuseClash(setting, params, own.names());
      // A user who switches accounts sends a prompt; AUTHORIZE_PARAMS is where a usual one goes.
      refuseClash(Setting.AUTHORIZE_ENDPOINT, own, List.of("prompt"));
    }
    return params;
  }

  private Form params(Setting setting, String text, List<String> ours) {
    Form params = form(setting, text == null ? "" : text);
    refuseClash(setting, params, ours);
    return params;
  }

  private Form form(Setting setting, String text) {
    try {
      return Form.parse(text, true);
    } catch (WireException e) {
      variables.problem(setting, e.getMessage() + ".");
      return new Form();
    }
  }

  private void refuseClash(Setting setting, Form form, List<String> taken) {
    List<String> seen = new ArrayList<>();
    for (String name : form.names()) {
      if (seen.contains(name)) {
        variables.problem(setting, "sets " + name + " twice.");
      }
      seen.add(name);
      if (taken.contains(name)) {
        variables.problem(setting, "sets " + name + ", which the relay already sends. Remove it.");
      }
    }
  }

  private String scope() {
    String scope = variables.get(Setting.SCOPE);
    String separator = variables.get(Setting.SCOPE_SEPARATOR);
    if (separator != null) {
      if (separator.equals("space")) {
        separator = " ";
      } else if (separator.equals("comma")) {
        separator = ",";
      } else if (separator.length() > 1 || Ascii.isLetterOrDigit(separator.charAt(0))) {
        variables.problem(
            Setting.SCOPE_SEPARATOR, "must be space, comma, or one punctuation character.");
      }
    }
    if (scope == null) {
      return "";
    }
    if (separator != null) {
      return separated(scope, separator);
    }
    if (scope.indexOf(',') >= 0) {
      variables.warn(
          "SCOPE contains commas and is sent as it is. Most providers expect spaces between scopes:"
              + " set SCOPE_SEPARATOR to space or to comma.");
    }
    return scope;
  }

  private static String separated(String scope, String separator) {
    StringBuilder joined = new StringBuilder();
    boolean isBetween = false;
    for (int i = 0; i < scope.length(); i++) {
      char c = scope.charAt(i);
      if (c == ',' || c == ' ') {
        isBetween = joined.length() > 0;
      } else {
        joined.append(isBetween ? separator : "").append(c);
        isBetween = false;
      }
    }
    return joined.toString();
  }

  private TokenRequestSettings tokens(Secret clientSecret) {
    List<String> words = variables.list(Setting.INVALID_GRANT);
    for (String word : words) {
      checkWord(Setting.INVALID_GRANT, word);
    }
    Secret params = variables.secret(Setting.TOKEN_PARAMS);
    return new TokenRequestSettings(
        style(clientSecret),
        params(Setting.TOKEN_PARAMS, params == null ? null : params.reveal(), TOKEN_NAMES),
        word(Setting.TOKEN_MEMBER),
        List.copyOf(words));
  }

  private boolean isIssuerRequired() {
    boolean isRequired = !variables.isFirst(Setting.ISSUER_REQUIRED);
    if (isRequired && !variables.isSet(Setting.ISSUER)) {
      variables.problem(Setting.ISSUER, "is missing. ISSUER_REQUIRED=on requires it.");
    }
    return isRequired;
  }

  /** A name that can be in a URL and in JSON as it is; null if the setting has no value. */
  private String word(Setting setting) {
    String word = variables.get(setting);
    if (word != null) {
      checkWord(setting, word);
    }
    return word;
  }

  private void checkWord(Setting setting, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Ascii.isLetterOrDigit(word.charAt(i)) && "_-.".indexOf(word.charAt(i)) < 0) {
        variables.problem(setting, "must consist of letters, digits, _, - and .");
      }
    }
  }

  private TokenRequestStyle style(Secret clientSecret) {
    boolean isBasic = !variables.isFirst(Setting.TOKEN_AUTH);
    boolean isJson = !variables.isFirst(Setting.TOKEN_BODY);
    if (isBasic && clientSecret == null) {
      variables.problem(
          Setting.CLIENT_SECRET,
          "is missing. TOKEN_AUTH=basic requires it"
              + variables.source(Setting.TOKEN_AUTH)
              + ". Set it, or set TOKEN_AUTH=post for a public client.");
    }
    return TokenRequestStyle.of(isBasic, isJson);
  }
}
