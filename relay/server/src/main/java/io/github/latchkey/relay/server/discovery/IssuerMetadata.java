package io.github.latchkey.relay.server.discovery;

import io.github.latchkey.relay.settings.WebUrl;
import io.github.latchkey.relay.wire.JsonObject;
import io.github.latchkey.relay.wire.WireException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An issuer's metadata (OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2) as settings of
 * the relay. What it cannot do is refused here, not at the first login.
 */
public final class IssuerMetadata {
  private final WebUrl issuer;
  private final JsonObject metadata;
  private final Map<String, String> settings = new LinkedHashMap<>();

  private IssuerMetadata(WebUrl issuer, JsonObject metadata) {
    this.issuer = issuer;
    this.metadata = metadata;
  }

  /**
   * Reads a document.
   *
   * @param issuer the issuer's identifier, exactly as it was asked for
   * @param document the document's bytes; the caller has limited their number
   * @return by the names of settings
   * @throws WireException where it is of another issuer, lacks what is needed, or wants what the
   *     relay cannot do; the message is to be read after {@code PROVIDER}
   */
  public static Map<String, String> read(String issuer, byte[] document) throws WireException {
    JsonObject metadata;
    try {
      metadata = JsonObject.parse(document);
    } catch (WireException e) {
      throw new WireException("publishes metadata that are no JSON object");
    }
    // RFC 8414 section 3.3: identical, or one issuer could speak for another.
    if (!issuer.equals(metadata.string("issuer"))) {
      throw new WireException(
          "publishes metadata of another issuer"
              + heard(metadata.string("issuer"))
              + "; it must be the same to the letter, a slash at its end included");
    }
    return new IssuerMetadata(WebUrl.parse(issuer), metadata).settings();
  }

  /** What it calls itself, where that is fit to be printed. */
  private static String heard(String other) {
    return other == null || WebUrl.parse(other) == null || other.length() > 200
        ? ""
        : " (" + other + ")";
  }

  private Map<String, String> settings() throws WireException {
    wants("response_types_supported", "code");
    wants("grant_types_supported", "authorization_code");
    endpoint("AUTHORIZE_ENDPOINT", "authorization_endpoint", true);
    endpoint("TOKEN_ENDPOINT", "token_endpoint", true);
    endpoint("REVOCATION_ENDPOINT", "revocation_endpoint", false);
    settings.put("ISSUER", metadata.string("issuer"));
    if (metadata.isTrue("authorization_response_iss_parameter_supported")) {
      settings.put("ISSUER_REQUIRED", "on");
    }
    settings.put("SCOPE_SEPARATOR", "space");
    settings.put("TOKEN_AUTH", tokenAuth());
    List<String> challenges = metadata.strings("code_challenge_methods_supported");
    if (challenges != null) {
      settings.put("PKCE", challenges.contains("S256") ? "S256" : "off");
    }
    return settings;
  }

  private void wants(String member, String word) throws WireException {
    List<String> words = metadata.strings(member);
    if (words != null && !words.contains(word)) {
      throw new WireException("publishes metadata without " + word + " in " + member);
    }
  }

  private void endpoint(String setting, String member, boolean isNeeded) throws WireException {
    String text = metadata.string(member);
    if (text == null) {
      if (isNeeded) {
        throw new WireException("publishes metadata without " + member);
      }
      return;
    }
    WebUrl url = WebUrl.parse(text);
    // A public issuer must not lead into the network that the relay stands in.
    boolean isSafe = url != null && (url.scheme().equals("https") || url.isLocal());
    if (!isSafe || url.isLocal() && !issuer.isLocal()) {
      throw new WireException("publishes metadata whose " + member + " is no https URL");
    }
    settings.put(setting, text);
  }

  /** RFC 8414 section 2: Basic where the metadata do not say. */
  private String tokenAuth() throws WireException {
    List<String> methods = metadata.strings("token_endpoint_auth_methods_supported");
    if (methods == null) {
      return "basic";
    }
    // The first works without a client secret too.
    if (methods.contains("client_secret_post") || methods.equals(List.of("none"))) {
      return "post";
    }
    if (methods.contains("client_secret_basic")) {
      return "basic";
    }
    throw new WireException(
        "publishes metadata with neither client_secret_basic nor client_secret_post in"
            + " token_endpoint_auth_methods_supported");
  }
}
