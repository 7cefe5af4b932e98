package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Ascii;
import java.util.ArrayList;
import java.util.List;

/** Parses what concerns one plugin. */
final class PluginSettingsParser {
  static final String RELAY_SECRET = "RELAY_SECRET";

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

  private static final int SECRET_CHARACTERS_MIN = 32;
  private static final int NAME_CHARACTERS_MAX = 60;
  private static final int ICON_CHARACTERS_MAX = 8192;
  private static final List<String> ICON_TYPES = List.of("png", "jpeg", "webp", "svg+xml");

  private final Variables variables;
  private final List<Secret> sharedSecrets;
  private final List<String> warnings;

  /**
   * Makes one.
   *
   * @param variables the plugin's own
   * @param sharedSecrets those of {@code RELAY_SECRET}, empty where there are none
   */
  PluginSettingsParser(Variables variables, List<Secret> sharedSecrets, List<String> warnings) {
    this.variables = variables;
    this.sharedSecrets = sharedSecrets;
    this.warnings = warnings;
  }

  PluginSettings parse() throws SettingsException {
    ProviderSettings provider = new ProviderSettingsParser(variables, warnings).parse();
    WebUrl redirectUri = provider.redirectUri();
    List<String> pluginUris = pluginUris(redirectUri);
    AllowedOrigins allowedOrigins = allowedOrigins(pluginUris, redirectUri.isLocal());
    List<WebUrl> apiOrigins = apiOrigins(redirectUri.isLocal());
    List<Secret> relaySecrets = relaySecrets(provider);
    boolean isConfirmed = isConfirmed(provider);
    String pluginName = pluginName();
    int loginSeconds = variables.number("LOGIN_SECONDS", 900, 1, 3600);
    boolean isCompatible = variables.choice("COMPATIBLE", "on", "off").equals("on");
    String path = redirectUri.path();
    return new PluginSettings(
        redirectUri.origin(),
        path.substring(0, path.length() - ProviderSettingsParser.REDIRECT_PATH.length()),
        pluginUris,
        allowedOrigins,
        apiOrigins,
        apiHeaders(),
        relaySecrets,
        provider,
        loginSeconds,
        isConfirmed,
        pluginName,
        pluginIcon(),
        isCompatible);
  }

  private List<String> pluginUris(WebUrl redirectUri) throws SettingsException {
    List<String> origins = new ArrayList<>();
    for (String part : variables.list("PLUGIN_URI")) {
      WebUrl url = WebUrl.parse(part);
      if (url == null || url.query() != null || !(url.path().isEmpty() || url.path().equals("/"))) {
        throw new SettingsException(
            "PLUGIN_URI", "must be origins, such as https://localhost:5173, comma separated");
      }
      if (url.isInTheClear()) {
        throw new SettingsException("PLUGIN_URI", "must be https, except on localhost");
      }
      origins.add(url.origin());
      if (redirectUri.scheme().equals("http") && url.scheme().equals("https")) {
        warnings.add(
            "PLUGIN_URI is https and REDIRECT_URI is http: Safari refuses such calls; see the"
                + " README on https for localhost.");
      }
    }
    return List.copyOf(origins);
  }

  private AllowedOrigins allowedOrigins(List<String> pluginUris, boolean isRelayLocal)
      throws SettingsException {
    List<String> listed = new ArrayList<>();
    for (String origin : pluginUris) {
      if (isRelayLocal || !WebUrl.parse(origin).isLocal()) {
        listed.add(origin);
      } else {
        // Any page that runs on a user's machine would have it.
        warnings.add("PLUGIN_URI lists " + origin + ", which a public relay does not serve.");
      }
    }
    String pluginId = variables.get("PLUGIN_ID");
    if (pluginId != null) {
      pluginId = Ascii.lowerCase(pluginId);
      if (!WebUrl.isHost(pluginId) || pluginId.contains(".") || pluginId.startsWith("-")) {
        throw new SettingsException("PLUGIN_ID", "must be letters, digits and hyphens");
      }
    }
    String parent = variables.get("PLUGIN_PARENT_DOMAIN");
    parent = parent == null ? "plugins.framercdn.com" : Ascii.lowerCase(parent);
    if (!WebUrl.isHost(parent) || parent.startsWith("[") || parent.endsWith(".")) {
      throw new SettingsException("PLUGIN_PARENT_DOMAIN", "must be a host name");
    }
    if (listed.isEmpty() && pluginId == null) {
      warnings.add("Neither PLUGIN_URI nor PLUGIN_ID allows any plugin: browsers are refused.");
    }
    return new AllowedOrigins(List.copyOf(listed), pluginId, parent);
  }

  private List<WebUrl> apiOrigins(boolean isRelayLocal) throws SettingsException {
    String name = "API_ORIGINS";
    List<WebUrl> origins = new ArrayList<>();
    List<String> authorities = new ArrayList<>();
    for (String part : variables.list(name)) {
      WebUrl url = WebUrl.parseEndpoint(part);
      boolean isOrigin = url != null && url.query() == null && url.path().isEmpty();
      // On a developer's machine an API of theirs may have any port; a public relay must not lead
      // into the network that it stands in.
      if (!isOrigin || !(url.isLocal() ? isRelayLocal : url.isPublicName())) {
        throw new SettingsException(
            name, "must be https origins, such as https://api.example.com, comma separated");
      }
      if (authorities.contains(url.authority())) {
        throw new SettingsException(name, "names a host twice");
      }
      authorities.add(url.authority());
      origins.add(url);
    }
    return List.copyOf(origins);
  }

  private List<String> apiHeaders() throws SettingsException {
    List<String> headers = new ArrayList<>();
    for (String part : variables.list("API_HEADERS")) {
      String header = Ascii.lowerCase(part);
      if (!header.startsWith("x-") || !WebUrl.isHost(header) || POLICY_HEADERS.contains(header)) {
        throw new SettingsException(
            "API_HEADERS", "must be names of headers that begin with X- and set no policy");
      }
      headers.add(header);
    }
    return List.copyOf(headers);
  }

  /** The secrets of {@code RELAY_SECRET}, none where it is missing. */
  static List<Secret> sharedSecrets(Variables variables) throws SettingsException {
    List<Secret> secrets = new ArrayList<>();
    for (String part : variables.list(RELAY_SECRET)) {
      if (part.length() < SECRET_CHARACTERS_MIN) {
        throw new SettingsException(
            RELAY_SECRET, "must have 32 characters or more in each comma separated part");
      }
      secrets.add(new Secret(part));
    }
    if (!secrets.isEmpty()) {
      variables.print(RELAY_SECRET, secrets.size() == 1 ? "***" : "*** (" + secrets.size() + ")");
    }
    return List.copyOf(secrets);
  }

  /** Empty where there is nothing to make them from. */
  private List<Secret> relaySecrets(ProviderSettings provider) {
    if (!sharedSecrets.isEmpty()) {
      return sharedSecrets;
    }
    boolean isLocal = provider.redirectUri().isLocal();
    Secret clientSecret = provider.clientSecret();
    if (clientSecret != null
        && (isLocal || clientSecret.reveal().length() >= SECRET_CHARACTERS_MIN)) {
      variables.print(RELAY_SECRET, "from CLIENT_SECRET");
      return List.of(clientSecret);
    }
    if (isLocal) {
      variables.print(RELAY_SECRET, "from CLIENT_ID, on localhost only");
      return List.of(new Secret(provider.clientId()));
    }
    return List.of();
  }

  private boolean isConfirmed(ProviderSettings provider) throws SettingsException {
    String confirmation = variables.choice("LOGIN_CONFIRMATION", "page", "off");
    variables.print("LOGIN_CONFIRMATION", confirmation);
    if (confirmation.equals("page")) {
      return true;
    }
    if (provider.redirectUri().isLocal()) {
      return false;
    }
    warnings.add(
        "LOGIN_CONFIRMATION is off: a caller who sends a victim a login link of this relay gets the"
            + " tokens of that person.");
    if (!provider.isPkceChecked()) {
      warnings.add(
          "LOGIN_CONFIRMATION is off, and PKCE "
              + (provider.isPkce() ? "is not known to be checked by the provider" : "too")
              + ": a stolen authorization code can be slipped into another login as well.");
    }
    return false;
  }

  private String pluginName() throws SettingsException {
    String name = variables.words("PLUGIN_NAME");
    if (name != null && name.length() > NAME_CHARACTERS_MAX) {
      throw new SettingsException("PLUGIN_NAME", "must have 60 characters or fewer");
    }
    return name;
  }

  /** Returns an image that the confirmation page shows without a request, or null. */
  private String pluginIcon() throws SettingsException {
    String icon = variables.get("PLUGIN_ICON");
    if (icon == null) {
      return null;
    }
    if (icon.length() > ICON_CHARACTERS_MAX) {
      throw new SettingsException(
          "PLUGIN_ICON",
          "has " + icon.length() + " characters; use an image of 8192 or fewer as a data URL");
    }
    if (!isImage(icon)) {
      throw new SettingsException(
          "PLUGIN_ICON",
          "must be a data URL of a PNG, JPEG, WebP or SVG image in base64:"
              + " data:image/png;base64,iVBORw0...");
    }
    variables.print("PLUGIN_ICON", "a data URL of " + icon.length() + " characters");
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
