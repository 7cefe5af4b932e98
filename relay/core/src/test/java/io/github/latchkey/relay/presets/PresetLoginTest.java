package io.github.latchkey.relay.presets;

import static io.github.latchkey.relay.Replied.assertNative;
import static io.github.latchkey.relay.Replied.encode;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.Replied;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.jdk.PresetFiles;
import io.github.latchkey.relay.settings.PluginSettings;
import io.github.latchkey.relay.settings.WebUrl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Each preset, and nothing but it, logs in at a stand-in that has the provider's ways. What those
 * are is written down in {@link KnownProviders} a second time, so that a wrong preset fails.
 */
final class PresetLoginTest {
  private static final List<Known> KNOWN = KnownProviders.ALL;

  private RelayUnderTest relay;
  private StandIn standIn;

  private void start(Known known) throws Exception {
    standIn = new StandIn(known);
    relay =
        RelayUnderTest.over(
            standIn,
            settings -> {
              settings.remove("AUTHORIZE_ENDPOINT");
              settings.remove("TOKEN_ENDPOINT");
              settings.put("PROVIDER", known.name);
              // With the wrong separator, wherever scopes mean anything.
              String wrong = known.scopeSeparator.equals(",") ? " " : ",";
              String separator = known.hasScopes ? wrong : known.scopeSeparator;
              settings.put("SCOPE", "a.read" + separator + "b.write");
            });
    standIn.standBefore(relay.provider);
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void everyPresetIsKnownHere() throws Exception {
    start(KNOWN.get(0));
    assertEquals(
        new PresetFiles().names(), KNOWN.stream().map(known -> known.name).sorted().toList());
  }

  @ParameterizedTest
  @FieldSource("KNOWN")
  void itLogsInRefreshesAndRevokes(Known known) throws Exception {
    start(known);
    Reply tokens = logIn(known, "allow", "/done");
    assertEquals(200, tokens.status(), Replied.text(tokens));
    assertEquals(200, profile(tokens), "the API takes the token");
    String accessToken = member(tokens, "access_token");
    String refreshToken = member(tokens, "refresh_token");
    assertEquals(known.hasRefreshTokens, refreshToken != null);
    if (refreshToken != null) {
      Reply refreshed = refresh(known, refreshToken);
      assertEquals(200, refreshed.status(), Replied.text(refreshed));
      assertEquals(200, profile(refreshed));
      String next = member(refreshed, "refresh_token");
      assertEquals(known.rotates, next != null);
      assertNotEquals(accessToken, member(refreshed, "access_token"));
      assertEquals(Replied.text(refreshed).contains("bots"), false);
    }
    Reply revoked = relay.reply("POST", "/revoke", "token=" + encode(accessToken) + shop(known));
    assertEquals(known.revocationEndpoint == null ? 404 : 200, revoked.status());
    assertEquals(known.revocationEndpoint == null ? 200 : 401, profile(tokens));
  }

  @ParameterizedTest
  @FieldSource("KNOWN")
  void aRefreshTokenThatIsNoLongerGoodSignsOut(Known known) throws Exception {
    start(known);
    String error = known.isRefusalUnderstood ? "invalid_grant" : "server_error";
    assertNative(400, error, refresh(known, "gone"));
  }

  @ParameterizedTest
  @FieldSource("KNOWN")
  void aRefusalReachesThePlugin(Known known) throws Exception {
    start(known);
    assertNative(403, "access_denied", logIn(known, "refuse", "/done/refused"));
  }

  @ParameterizedTest
  @FieldSource("KNOWN")
  void anAnswerOfAnotherIssuerIsRefusedWhereTheProviderSaysWhoItIs(Known known) throws Exception {
    start(known);
    String back = standIn.visit(authorize(known).url(), "allow").replaceAll("&iss=.*", "");
    String page = known.issuer == null ? "/done" : "/done/failed";
    Reply reply = relay.reply("GET", back + "&iss=https%3A%2F%2Fevil.example", "");
    assertEquals(page, header(reply, "Location"));
  }

  @ParameterizedTest
  @FieldSource("KNOWN")
  void aCodeThatIsNotGoodIsAnError(Known known) throws Exception {
    start(known);
    Login login = authorize(known);
    String back = standIn.visit(login.url(), "allow").replaceAll("code=[^&]*", "code=wrong");
    assertEquals("/done/failed", header(relay.reply("GET", back, ""), "Location"));
    assertNative(502, "server_error", relay.pollNatively(login));
  }

  @ParameterizedTest
  @FieldSource("KNOWN")
  void callsGoThroughTheRelayWhereTheApiRefusesBrowsers(Known known) throws Exception {
    start(known);
    PluginSettings plugin = RelayUnderTest.parse(relay.variables).plugin();
    assertEquals(known.apiOrigins, plugin.apiOrigins().stream().map(WebUrl::origin).toList());
    assertEquals(known.apiHeaders, plugin.apiHeaders());
  }

  @ParameterizedTest
  @FieldSource("KNOWN")
  void pkceIsReliedOnWhereTheProviderIsKnownToCheckIt(Known known) throws Exception {
    start(known);
    PluginSettings plugin = RelayUnderTest.parse(relay.variables).plugin();
    assertEquals(
        known.pkce == Known.Pkce.ENFORCES, plugin.provider().authorization().isPkceChecked());
  }

  private Login authorize(Known known) {
    String body = known.subdomain.isEmpty() ? "" : shop(known).substring(1);
    Reply reply = relay.reply("POST", "/authorize", body);
    assertEquals(200, reply.status(), Replied.text(reply));
    return new Login(member(reply, "url"), member(reply, "readKey"));
  }

  private Reply logIn(Known known, String decision, String page) throws Exception {
    Login login = authorize(known);
    Reply reply = relay.reply("GET", standIn.visit(login.url(), decision), "");
    assertEquals(page, header(reply, "Location"), reply.toString());
    assertNull(header(reply, "Set-Cookie"));
    return relay.pollNatively(login);
  }

  private Reply refresh(Known known, String refreshToken) {
    return relay.reply("POST", "/refresh", "refresh_token=" + encode(refreshToken) + shop(known));
  }

  private static String shop(Known known) {
    return known.subdomain.isEmpty() ? "" : "&subdomain=" + known.subdomain;
  }

  private int profile(Reply tokens) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(relay.provider.profileUrl()))
            .header("Authorization", "Bearer " + member(tokens, "access_token"))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
