package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Ascii;
import java.util.ArrayList;
import java.util.List;

/** Parses what concerns one plugin. */
final class PluginSettingsParser {
  static final WebUrl NO_REDIRECT_URI = ProviderSettingsParser.NO_REDIRECT_URI;

  /** Headers by which an answer would set policy for the relay's own origin. */
  private static final List<String> POLICY_HEADERS =
      List.of(
          "x-content-security-policy",
          "x-content-type-options",
          "x-dns-prefetch-control",
          "x-frame-options",
          "x-permitted-cross-domain-policies",
          "x-robots-tag",
          "x-ua-compatible",
          "x-webkit-csp",
          "x-xss-protection");

  /** Where Framer's template serves a plugin during development. */
  private static final String LOCAL_PLUGIN = "https://localhost:5173";

  private static final int SECRET_CHARACTERS_MIN = 32;
  private static final int NAME_CHARACTERS_MAX = 60;
  private static final int ICON_CHARACTERS_MAX = 8192;
  private static final List<String> ICON_TYPES = List.of("png", "jpeg", "webp", "svg+xml");

  private final Variables variables;
  private final PluginName name;
  private final List<Secret> sharedSecrets;

  /**
   * A parser of one plugin's settings.
   *
   * @param name its name in {@code PLUGINS}, or null if it is the only one
   * @param sharedSecrets those of {@code RELAY_SECRET}, empty if there are none
   */
  PluginSettingsParser(Variables variables, PluginName name, List<Secret> sharedSecrets) {
    this.variables = variables;
    this.name = name;
    this.sharedSecrets = sharedSecrets;
  }

  /** Parses. If anything is reported, parts of the result may be null. */
  PluginSettings parse() {
    ProviderSettings provider = new ProviderSettingsParser(variables).parse();
    WebUrl redirectUri = provider.client().redirectUri();
    String path = redirectUri.path();
    String basePath =
        path.substring(0, path.length() - ProviderSettingsParser.REDIRECT_PATH.length());
    if (name != null) {
      checkName(basePath);
    }
    List<String> pluginUris = pluginUris(redirectUri);
    return new PluginSettings(
        redirectUri.origin(),
        basePath,
        pluginUris,
        allowedOrigins(pluginUris, redirectUri.isLocal()),
        apiOrigins(redirectUri.isLocal()),
        apiHeaders(),
        relaySecrets(provider.client()),
        provider,
        variables.number(Setting.LOGIN_SECONDS),
        variables.number(Setting.POLL_SECONDS),
        isConfirmed(provider),
        pluginName(),
        pluginIcon(),
        variables.isFirst(Setting.COMPATIBLE));
  }

  private void checkName(String basePath) {
    if (!basePath.endsWith("/" + name.text())) {
      variables.problem(
          Setting.REDIRECT_URI,
          "must end in /" + name.text() + "/redirect, because PLUGINS names this plugin so.");
    }
    if (variables.isSet(Setting.RELAY_SECRET)) {
      variables.problem(
          Setting.RELAY_SECRET, "is not a setting of one plugin. Set RELAY_SECRET for all.");
    }
  }

  private List<String> pluginUris(WebUrl redirectUri) {
    if (!variables.isSet(Setting.PLUGIN_URI) && redirectUri.isLocal()) {
      variables.show(Setting.PLUGIN_URI, LOCAL_PLUGIN);
      return List.of(LOCAL_PLUGIN);
    }
    List<String> origins = new ArrayList<>();
    for (String part : variables.list(Setting.PLUGIN_URI)) {
      WebUrl url = WebUrl.parse(part);
      if (url == null) {
        variables.problem(
            Setting.PLUGIN_URI,
            "contains " + part + ", which is not a URL. Write origins: https://localhost:5173.");
        continue;
      }
      if (url.query() != null || !(url.path().isEmpty() || url.path().equals("/"))) {
        variables.problem(
            Setting.PLUGIN_URI,
            "contains "
                + part
                + ", which is not an origin because it has a path. Write "
                + url.origin()
                + ".");
      }
      if (url.isInTheClear()) {
        variables.problem(
            Setting.PLUGIN_URI, "contains " + part + ". It must be https, or http on localhost.");
      }
      origins.add(url.origin());
      if (redirectUri.scheme().equals("http") && url.scheme().equals("https")) {
        variables.warn(
            "PLUGIN_URI is https and REDIRECT_URI is http: Safari blocks such calls. The relay's"
                + " README says how to use https on localhost.");
      }
    }
    return List.copyOf(origins);
  }

  private AllowedOrigins allowedOrigins(List<String> pluginUris, boolean isRelayLocal) {
    List<String> listed = new ArrayList<>();
    boolean isLocalAllowed = !variables.isFirst(Setting.LOCAL_PLUGINS);
    for (String origin : pluginUris) {
      if (isRelayLocal || !WebUrl.parse(origin).isLocal()) {
        listed.add(origin);
      } else if (isLocalAllowed) {
        listed.add(origin);
        variables.warn(
            "LOCAL_PLUGINS is on: any page on a user's machine at "
                + origin
                + " may call this relay. Use it for development only; some providers reject"
                + " localhost.");
      } else {
        // Any page that runs on a user's machine would have it.
        variables.warn(
            "PLUGIN_URI contains "
                + origin
                + ", which a relay in public does not serve. For development behind a tunnel, set"
                + " LOCAL_PLUGINS=on.");
      }
    }
    String pluginId = variables.get(Setting.PLUGIN_ID);
    if (pluginId != null) {
      pluginId = Ascii.lowerCase(pluginId);
      if (!WebUrl.isHost(pluginId) || pluginId.contains(".") || pluginId.startsWith("-")) {
        variables.problem(Setting.PLUGIN_ID, "must consist of letters, digits and hyphens.");
      }
    }
    String parent = Ascii.lowerCase(variables.get(Setting.PLUGIN_PARENT_DOMAIN));
    if (!WebUrl.isHost(parent) || parent.startsWith("[") || parent.endsWith(".")) {
      variables.problem(Setting.PLUGIN_PARENT_DOMAIN, "must be a host name.");
    }
    if (listed.isEmpty() && pluginId == null) {
      variables.warn(
          "PLUGIN_URI and PLUGIN_ID allow no plugin, so the relay rejects all browsers. Set one of"
              + " them.");
    }
    return new AllowedOrigins(List.copyOf(listed), pluginId, parent);
  }

  private List<WebUrl> apiOrigins(boolean isRelayLocal) {
    Setting setting = Setting.API_ORIGINS;
    List<WebUrl> origins = new ArrayList<>();
    List<String> authorities = new ArrayList<>();
    for (String part : variables.list(setting)) {
      WebUrl url = WebUrl.parseEndpoint(part);
      boolean isOrigin = url != null && url.query() == null && url.path().isEmpty();
      // On a developer's machine an API of theirs may have any port; a public relay must not lead
      // into the network that it stands in.
      if (!isOrigin || !(url.isLocal() ? isRelayLocal : url.isPublicName())) {
        variables.problem(
            setting,
            "contains "
                + part
                + ". Write https origins of public hosts, such as https://api.example.com.");
        continue;
      }
      if (authorities.contains(url.authority())) {
        variables.problem(setting, "contains " + url.authority() + " twice.");
      }
      authorities.add(url.authority());
      origins.add(url);
    }
    return List.copyOf(origins);
  }

  private List<String> apiHeaders() {
    List<String> headers = new ArrayList<>();
    for (String part : variables.list(Setting.API_HEADERS)) {
      String header = Ascii.lowerCase(part);
      if (!header.startsWith("x-") || !WebUrl.isHost(header) || POLICY_HEADERS.contains(header)) {
        variables.problem(
            Setting.API_HEADERS,
            "contains " + part + ". Write names of headers that begin with X- and set no policy.");
      }
      headers.add(header);
    }
    return List.copyOf(headers);
  }

  /** The secrets of {@code RELAY_SECRET}, none if it is missing. */
  static List<Secret> sharedSecrets(Variables variables) {
    List<Secret> secrets = new ArrayList<>();
    for (String part : variables.list(Setting.RELAY_SECRET)) {
      if (part.length() < SECRET_CHARACTERS_MIN) {
        variables.problem(
            Setting.RELAY_SECRET,
            "must have 32 characters or more in each of its comma separated parts.");
      }
      secrets.add(new Secret(part));
    }
    if (!secrets.isEmpty()) {
      variables.show(
          Setting.RELAY_SECRET,
          Variables.HIDDEN + (secrets.size() == 1 ? "" : " (" + secrets.size() + ")"));
    }
    return List.copyOf(secrets);
  }

  /** Empty if there is nothing to derive keys from. */
  private List<Secret> relaySecrets(ClientSettings client) {
    if (!sharedSecrets.isEmpty()) {
      return sharedSecrets;
    }
    boolean isLocal = client.redirectUri().isLocal();
    boolean isLong =
        client.secret() != null && client.secret().reveal().length() >= SECRET_CHARACTERS_MIN;
    if (isLong || client.secret() != null && isLocal) {
      show("from CLIENT_SECRET");
      return List.of(client.secret());
    }
    if (isLocal) {
      show("from CLIENT_ID, on localhost only");
      return List.of(new Secret(client.id() == null ? "" : client.id()));
    }
    return List.of();
  }

  private void show(String relaySecret) {
    if (name == null) {
      variables.show(Setting.RELAY_SECRET, relaySecret);
    }
  }

  private boolean isConfirmed(ProviderSettings provider) {
    boolean isConfirmed = variables.isFirst(Setting.LOGIN_CONFIRMATION);
    variables.show(Setting.LOGIN_CONFIRMATION, variables.choice(Setting.LOGIN_CONFIRMATION));
    if (isConfirmed || provider.client().redirectUri().isLocal()) {
      return isConfirmed;
    }
    variables.warn(
        "LOGIN_CONFIRMATION is off: anyone who sends a user a login link of this relay gets that"
            + " user's tokens.");
    AuthorizationSettings authorization = provider.authorization();
    if (!authorization.isPkceChecked()) {
      variables.warn(
          "LOGIN_CONFIRMATION is off, and PKCE "
              + (authorization.isPkce() ? "is not known to be checked by the provider" : "too")
              + ": an attacker can also insert a stolen authorization code into another login.");
    }
    return false;
  }

  private String pluginName() {
    String pluginName = variables.get(Setting.PLUGIN_NAME);
    if (pluginName != null && pluginName.length() > NAME_CHARACTERS_MAX) {
      variables.problem(Setting.PLUGIN_NAME, "must have 60 characters or fewer.");
    }
    return pluginName;
  }

  /** Returns an image that the confirmation page shows without a request, or null. */
  private String pluginIcon() {
    String icon = variables.unshown(Setting.PLUGIN_ICON);
    if (icon == null) {
      return null;
    }
    variables.show(Setting.PLUGIN_ICON, "a data URL of " + icon.length() + " characters");
    if (icon.length() > ICON_CHARACTERS_MAX) {
      variables.problem(
          Setting.PLUGIN_ICON,
          "has " + icon.length() + " characters. Use an image of 8192 or fewer as a data URL.");
    } else if (!isImage(icon)) {
      variables.problem(
          Setting.PLUGIN_ICON,
          "must be a data URL of a PNG, JPEG, WebP or SVG image in base64:"
              + " data:image/png;base64,iVBORw0...");
    }
    return icon;
  }

  private static boolean isImage(String icon) {
    for (String type : ICON_TYPES) {
      String prefix = "data:image/" + type + ";base64,";
      if (icon.startsWith(prefix)) {
        return isBase64(icon.substring(prefix.length()));
      }
    }
    return false;
  }

  /** RFC 4648 section 4, with its padding. */
  private static boolean isBase64(String text) {
    int end =
        text.endsWith("==") ? text.length() - 2 : text.length() - (text.endsWith("=") ? 1 : 0);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean isAlphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!isAlphanumeric && c != '+' && c != '/') {
        return false;
      }
    }
    return end > 0 && text.length() % 4 == 0;
  }
}
