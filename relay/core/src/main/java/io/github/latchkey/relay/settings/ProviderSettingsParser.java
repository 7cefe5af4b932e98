package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Ascii;
import io.github.latchkey.relay.wire.Form;
import io.github.latchkey.relay.wire.WireException;
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

  private final Variables variables;
  private final List<String> warnings;

  ProviderSettingsParser(Variables variables, List<String> warnings) {
    this.variables = variables;
    this.warnings = warnings;
  }

  ProviderSettings parse() throws SettingsException {
    String clientId = variables.require("CLIENT_ID", "the provider gives one to each app");
    Secret clientSecret = variables.secret("CLIENT_SECRET");
    WebUrl redirectUri = redirectUri();
    WebUrl authorizeEndpoint = endpoint("AUTHORIZE_ENDPOINT", AUTHORIZE_NAMES);
    WebUrl tokenEndpoint = endpoint("TOKEN_ENDPOINT", TOKEN_NAMES);
    WebUrl refreshEndpoint = endpoint("REFRESH_ENDPOINT", TOKEN_NAMES);
    WebUrl revocationEndpoint = endpoint("REVOCATION_ENDPOINT", REVOCATION_NAMES);
    if (authorizeEndpoint == null) {
      throw new SettingsException("AUTHORIZE_ENDPOINT", "is missing: the provider's login page");
    }
    if (tokenEndpoint == null) {
      throw new SettingsException("TOKEN_ENDPOINT", "is missing: where the provider gives tokens");
    }
    String scope = scope();
    String scopeParam = word("SCOPE_PARAM");
    Form authorizeParams = authorizeParams(authorizeEndpoint, scopeParam);
    boolean isPkce = variables.choice("PKCE", "S256", "off").equals("S256");
    return new ProviderSettings(
        clientId,
        clientSecret,
        redirectUri,
        variables.get("REDIRECT_URI"),
        authorizeEndpoint,
        tokenEndpoint,
        refreshEndpoint == null ? tokenEndpoint : refreshEndpoint,
        revocationEndpoint,
        refusedSubdomains(),
        scope,
        scopeParam == null ? "scope" : scopeParam,
        authorizeParams,
        style(clientSecret),
        tokenQuirks(),
        isPkce,
        isPkce && variables.get("PKCE") != null,
        variables.get("ISSUER"),
        isIssuerRequired());
  }

  private List<String> refusedSubdomains() throws SettingsException {
    List<String> labels = variables.list("REFUSED_SUBDOMAINS");
    for (String label : labels) {
      if (!ProviderSettings.isSubdomain(label)) {
        throw new SettingsException(
            "REFUSED_SUBDOMAINS", "must be DNS labels in lower case, comma separated");
      }
    }
    return List.copyOf(labels);
  }

  private WebUrl redirectUri() throws SettingsException {
    WebUrl url = variables.url("REDIRECT_URI");
    if (url == null) {
      throw new SettingsException("REDIRECT_URI", "is missing: the relay's URL and /redirect");
    }
    if (url.query() != null || !url.path().endsWith(REDIRECT_PATH)) {
      throw new SettingsException("REDIRECT_URI", "must end in /redirect and have no query");
    }
    for (int i = 0; i < url.path().length(); i++) {
      char c = url.path().charAt(i);
      if (!Ascii.isLetterOrDigit(c) && "/-._~".indexOf(c) < 0) {
        throw new SettingsException("REDIRECT_URI", "must have a path of letters and digits");
      }
    }
    // A browser would normalise these away before it came back to us.
    if (url.path().contains("//") || url.path().contains("/.")) {
      throw new SettingsException("REDIRECT_URI", "must not have // or /. in its path");
    }
    return url;
  }

  private WebUrl endpoint(String name, List<String> ours) throws SettingsException {
    WebUrl url = variables.endpoint(name);
    if (url != null && url.query() != null) {
      refuseClash(name, form(name, url.query()), ours);
    }
    return url;
  }

  private Form authorizeParams(WebUrl authorizeEndpoint, String scopeParam)
      throws SettingsException {
    String name = "AUTHORIZE_PARAMS";
    Form params = params(name, AUTHORIZE_NAMES);
    if (scopeParam != null) {
      refuseClash("SCOPE_PARAM", new Form().add(scopeParam, ""), AUTHORIZE_NAMES);
      refuseClash(name, params, List.of(scopeParam));
    }
    if (authorizeEndpoint.query() != null) {
      Form own = form("AUTHORIZE_ENDPOINT", authorizeEndpoint.query());
      refuseClash(name, params, own.names());
      // A person who switches accounts sends a prompt; AUTHORIZE_PARAMS is where a usual one goes.
      refuseClash("AUTHORIZE_ENDPOINT", own, List.of("prompt"));
    }
    return params;
  }

  private Form params(String name, List<String> ours) throws SettingsException {
    String text = variables.get(name);
    Form params = form(name, text == null ? "" : text);
    refuseClash(name, params, ours);
    return params;
  }

  private static Form form(String name, String text) throws SettingsException {
    try {
      return Form.parse(text, true);
    } catch (WireException e) {
      throw new SettingsException(name, e.getMessage());
    }
  }

  private static void refuseClash(String setting, Form form, List<String> taken)
      throws SettingsException {
    if (form.repeats(new Form())) {
      throw new SettingsException(setting, "names a parameter twice");
    }
    for (String name : form.names()) {
      if (taken.contains(name)) {
        throw new SettingsException(setting, "must not set " + name + ", which is sent already");
      }
    }
  }

  private String scope() throws SettingsException {
    String scope = variables.get("SCOPE");
    String separator = variables.get("SCOPE_SEPARATOR");
    if (separator != null) {
      if (separator.equals("space")) {
        separator = " ";
      } else if (separator.equals("comma")) {
        separator = ",";
      } else if (separator.length() > 1 || Ascii.isLetterOrDigit(separator.charAt(0))) {
        throw new SettingsException("SCOPE_SEPARATOR", "must be space, comma, or one sign");
      }
    }
    if (scope == null) {
      return "";
    }
    if (separator != null) {
      return separated(scope, separator);
    }
    if (scope.indexOf(',') >= 0) {
      warnings.add(
          "SCOPE has commas and is passed on as it is; most providers want blanks between scopes:"
              + " SCOPE_SEPARATOR=space or comma says which.");
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

  private TokenQuirks tokenQuirks() throws SettingsException {
    List<String> words = variables.list("INVALID_GRANT");
    for (String word : words) {
      checkWord("INVALID_GRANT", word);
    }
    Form params = params("TOKEN_PARAMS", TOKEN_NAMES);
    return new TokenQuirks(params, word("TOKEN_MEMBER"), List.copyOf(words));
  }

  private boolean isIssuerRequired() throws SettingsException {
    boolean isRequired = variables.choice("ISSUER_REQUIRED", "off", "on").equals("on");
    if (isRequired && variables.get("ISSUER") == null) {
      throw new SettingsException("ISSUER", "is missing: ISSUER_REQUIRED=on needs it");
    }
    return isRequired;
  }

  /** A name that stands in a URL and in JSON as it is; null where the setting is missing. */
  private String word(String name) throws SettingsException {
    String word = variables.get(name);
    if (word != null) {
      checkWord(name, word);
    }
    return word;
  }

  private static void checkWord(String setting, String word) throws SettingsException {
    for (int i = 0; i < word.length(); i++) {
      if (!Ascii.isLetterOrDigit(word.charAt(i)) && "_-.".indexOf(word.charAt(i)) < 0) {
        throw new SettingsException(setting, "must be of letters, digits, _, - and .");
      }
    }
  }

  private TokenRequestStyle style(Secret clientSecret) throws SettingsException {
    boolean isBasic = variables.choice("TOKEN_AUTH", "post", "basic").equals("basic");
    boolean isJson = variables.choice("TOKEN_BODY", "form", "json").equals("json");
    if (isBasic && clientSecret == null) {
      throw new SettingsException("CLIENT_SECRET", "is missing: TOKEN_AUTH=basic needs it");
    }
    if (isBasic) {
      return isJson ? TokenRequestStyle.BASIC_JSON : TokenRequestStyle.BASIC_FORM;
    }
    return isJson ? TokenRequestStyle.JSON : TokenRequestStyle.FORM;
  }
}
