package io.github.latchkey.relay.provider;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.settings.ProviderSettings;
import io.github.latchkey.relay.settings.WebUrl;
import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.Form;
import io.github.latchkey.relay.wire.Utf8;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks the provider for tokens (RFC 6749 sections 4.1.3 and 6). Credentials go in the body or in
 * the Basic scheme, never in a URL.
 */
public final class TokenEndpoint {
  private final ProviderSettings settings;
  private final Http http;

  /** Makes the token endpoint of one plugin's provider. */
  public TokenEndpoint(ProviderSettings settings, Http http) {
    this.settings = settings;
    this.http = http;
  }

  /**
   * Exchanges a code.
   *
   * @param code RFC 6749 section 4.1.3
   * @param codeVerifier RFC 7636 section 4.5; sent where PKCE is on
   */
  public Outcome exchange(String code, String codeVerifier) {
    Form form = new Form().add("grant_type", "authorization_code").add("code", code);
    form.add("redirect_uri", settings.redirectUri().text());
    if (settings.isPkce()) {
      form.add("code_verifier", codeVerifier);
    }
    return post(settings.tokenEndpoint(), form);
  }

  /**
   * Refreshes.
   *
   * @param refreshToken RFC 6749 section 6
   */
  public Outcome refresh(String refreshToken) {
    Form form = new Form().add("grant_type", "refresh_token").add("refresh_token", refreshToken);
    return post(settings.refreshEndpoint(), form);
  }

  private Outcome post(WebUrl url, Form form) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    String clientSecret = settings.clientSecret() == null ? null : settings.clientSecret().reveal();
    if (settings.tokenRequestStyle().isBasic()) {
      // Section 2.3.1: encoded as in a form before they are joined.
      String id = Form.percentEncode(settings.clientId());
      String pair = id + ":" + Form.percentEncode(clientSecret);
      headers.put("Authorization", "Basic " + Base64Url.encodeStandard(Utf8.encode(pair)));
    } else {
      form.add("client_id", settings.clientId());
      if (clientSecret != null) {
        form.add("client_secret", clientSecret);
      }
    }
    boolean isJson = settings.tokenRequestStyle().isJson();
    headers.put("Content-Type", isJson ? "application/json" : "application/x-www-form-urlencoded");
    String body = isJson ? form.encodeJson() : form.encode();
    try {
      return TokenAnswer.judge(http.post(url.text(), headers, Utf8.encode(body)));
    } catch (IOException e) {
      return Outcome.without(Outcome.Kind.UNAVAILABLE, 0, "");
    }
  }
}
