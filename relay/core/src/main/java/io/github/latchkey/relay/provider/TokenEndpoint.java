package io.github.latchkey.relay.provider;

import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.port.HttpBusyException;
import io.github.latchkey.relay.port.HttpTooLongException;
import io.github.latchkey.relay.settings.ProviderSettings;
import io.github.latchkey.relay.settings.WebUrl;
import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.Form;
import io.github.latchkey.relay.wire.Utf8;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks the provider for tokens (RFC 6749 sections 4.1.3 and 6), or to take one back (RFC 7009).
 * Credentials go in the body or in the Basic scheme, never in a URL.
 */
public final class TokenEndpoint {
  /** When to come again: most calls of a slow provider are over by then. */
  private static final int RETRY_AFTER_SECONDS = 5;

  private final ProviderSettings settings;
  private final Http http;
  private final TokenAnswer tokenAnswer;

  /** Makes the token endpoint of one plugin's provider. */
  public TokenEndpoint(ProviderSettings settings, Http http) {
    this.settings = settings;
    this.http = http;
    tokenAnswer = new TokenAnswer(settings.tokens());
  }

  /**
   * Exchanges a code.
   *
   * @param code RFC 6749 section 4.1.3
   * @param codeVerifier RFC 7636 section 4.5; sent where PKCE is on
   * @param subdomain where the endpoint differs from person to person, otherwise empty
   */
  public Outcome exchange(String code, String codeVerifier, String subdomain) {
    Form form = new Form().add("grant_type", "authorization_code").add("code", code);
    form.add("redirect_uri", settings.client().redirectUriText());
    if (settings.authorization().isPkce()) {
      form.add("code_verifier", codeVerifier);
    }
    Form more = settings.tokens().params();
    for (String name : more.names()) {
      form.add(name, more.get(name));
    }
    return ask(
        Http.Purpose.LOGIN, settings.endpoints().token().at(subdomain), form, tokenAnswer::judge);
  }

  /**
   * Refreshes.
   *
   * @param refreshToken RFC 6749 section 6
   * @param subdomain where the endpoint differs from person to person, otherwise empty
   */
  public Outcome refresh(String refreshToken, String subdomain) {
    Form form = new Form().add("grant_type", "refresh_token").add("refresh_token", refreshToken);
    return ask(
        Http.Purpose.OTHER, settings.endpoints().refresh().at(subdomain), form, tokenAnswer::judge);
  }

  /**
   * Revokes, where there is an endpoint for it.
   *
   * @param token RFC 7009 section 2.1
   * @param subdomain where the endpoint differs from person to person, otherwise empty
   */
  public Outcome revoke(String token, String subdomain) {
    Form form = new Form().add("token", token);
    return ask(
        Http.Purpose.OTHER,
        settings.endpoints().revocation().at(subdomain),
        form,
        tokenAnswer::judgeRevocation);
  }

  private interface Judge {
    Outcome judge(Http.Response response);
  }

  private Outcome ask(Http.Purpose purpose, WebUrl url, Form form, Judge judge) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    String clientSecret =
        settings.client().secret() == null ? null : settings.client().secret().reveal();
    if (settings.tokens().style().isBasic()) {
      // Section 2.3.1: encoded as in a form before they are joined.
      String id = Form.percentEncode(settings.client().id());
      String pair = id + ":" + Form.percentEncode(clientSecret);
      headers.put("Authorization", "Basic " + Base64Url.encodeStandard(Utf8.encode(pair)));
    } else {
      form.add("client_id", settings.client().id());
      if (clientSecret != null) {
        form.add("client_secret", clientSecret);
      }
    }
    boolean isJson = settings.tokens().style().isJson();
    headers.put("Content-Type", isJson ? "application/json" : "application/x-www-form-urlencoded");
    String body = isJson ? form.encodeJson() : form.encode();
    try {
      Http.Response response = http.post(purpose, url.text(), headers, Utf8.encode(body));
      Outcome outcome = judge.judge(response);
      boolean isDetailed = settings.isDetailLogged() && outcome.kind() != Outcome.Kind.TOKENS;
      return isDetailed
          ? outcome.withDetail(Detail.of(response.body(), form, clientSecret))
          : outcome;
    } catch (HttpTooLongException e) {
      return Outcome.without(Outcome.Kind.REFUSED, 0, ErrorCode.ANSWER_TOO_LONG);
    } catch (HttpBusyException e) {
      return Outcome.tooManyCalls(RETRY_AFTER_SECONDS);
    } catch (IOException e) {
      // Its message contains the URL, and with it the name of a customer.
      boolean isCustomer = settings.endpoints().hasSubdomain() && !settings.isDetailLogged();
      Outcome outcome = Outcome.without(Outcome.Kind.UNAVAILABLE, 0, "");
      return isCustomer ? outcome : outcome.withDetail(e.getMessage());
    }
  }
}
