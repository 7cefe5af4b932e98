package io.github.latchkey.relay.server.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.jdk.JdkHttp;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.wire.WireException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer's URL is enough where it publishes metadata, and nothing that they say is believed. */
final class DiscoveryTest {
  private static final String OPENID = "/.well-known/openid-configuration";
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final String PUBLIC = "https://login.example.com/realms/acme";

  private Issuer issuer;
  private Discovery discovery;

  @BeforeEach
  void start() throws Exception {
    issuer = new Issuer();
    discovery = new Discovery(new JdkHttp()::get);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  private static String metadata(String issuer, String more) {
    return """
        {"issuer": "%s",
         "authorization_endpoint": "https://login.example.com/auth?a=b",
         "token_endpoint": "https://login.example.com/token",
         "response_types_supported": ["code", "id_token"],
         "jwks_uri": "https://login.example.com/keys"%s}
        """
        .formatted(issuer, more);
  }

  private static Map<String, String> read(String more) throws WireException {
    return IssuerMetadata.read(PUBLIC, bytes(metadata(PUBLIC, more)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void openIdMetadataAreReadBehindTheIssuersPath() throws Exception {
    String name = issuer.origin() + "/realms/acme";
    issuer.publish("/realms/acme" + OPENID, 200, metadata(name, ""));
    assertEquals(
        Map.of(
            "AUTHORIZE_ENDPOINT", "https://login.example.com/auth?a=b",
            "TOKEN_ENDPOINT", "https://login.example.com/token",
            "ISSUER", name,
            "SCOPE_SEPARATOR", "space",
            "TOKEN_AUTH", "basic"),
        discovery.settings(name));
    assertEquals(List.of("GET /realms/acme" + OPENID), issuer.asked);
  }

  @Test
  void thoseOfRfc8414AreReadBeforeTheIssuersPathWhereThereAreNoOthers() throws Exception {
    String name = issuer.origin() + "/realms/acme";
    issuer.publish(OAUTH + "/realms/acme", 200, metadata(name, ""));
    assertEquals(name, discovery.settings(name).get("ISSUER"));
    assertEquals(
        List.of("GET /realms/acme" + OPENID, "GET " + OAUTH + "/realms/acme"), issuer.asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "/tenant/"})
  void aSlashAtTheIssuersEndIsPartOfItsNameAndNotDoubledInTheUrl(String end) throws Exception {
    String name = issuer.origin() + end;
    String path = end.equals("/tenant/") ? "/tenant" : "";
    issuer.publish(path + OPENID, 200, metadata(name, ""));
    assertEquals(name, discovery.settings(name).get("ISSUER"));
  }

  @Test
  void theMetadataOfAnotherIssuerAreRefused() {
    for (String other :
        new String[] {
          issuer.origin() + "/", issuer.origin().toUpperCase(), "https://evil.example", ""
        }) {
      issuer.publish(OPENID, 200, metadata(other, ""));
      String message = refusal(issuer.origin());
      assertTrue(message.startsWith("publishes metadata of another issuer"), message);
    }
    issuer.publish(OPENID, 200, metadata("<b>evil\\u001b[2J</b>", ""));
    assertFalse(refusal(issuer.origin()).contains("evil"));
  }

  private String refusal(String name) {
    return assertThrows(WireException.class, () -> discovery.settings(name)).getMessage();
  }

  @Test
  void noRedirectIsFollowed() {
    issuer.redirect(OPENID, issuer.origin() + "/elsewhere");
    issuer.publish("/elsewhere", 200, metadata(issuer.origin(), ""));
    assertEquals(
        "publishes no metadata: "
            + issuer.origin()
            + "/.well-known/openid-configuration answered 302. Check the URL, or set AUTHORIZE_ENDPOINT and"
            + " TOKEN_ENDPOINT instead.",
        refusal(issuer.origin()));
    assertEquals(List.of("GET " + OPENID), issuer.asked);
  }

  @Test
  void whereThereAreNoneItSaysSo() {
    assertEquals(
        "publishes no metadata: "
            + issuer.origin()
            + "/.well-known/oauth-authorization-server answered 404. Check the URL, or set AUTHORIZE_ENDPOINT and"
            + " TOKEN_ENDPOINT instead.",
        refusal(issuer.origin()));
  }

  @Test
  void anIssuerThatGivesNoAnswerForNowIsNoWrongSetting() throws Exception {
    for (int status : new int[] {429, 500, 503}) {
      issuer.publish(OPENID, status, "");
      String message =
          assertThrows(IllegalStateException.class, () -> discovery.settings(issuer.origin()))
              .getMessage();
      assertTrue(message.startsWith("PROVIDER: " + issuer.origin()), message);
    }
    issuer.publish(OPENID, 200, "x".repeat(Http.ANSWER_MAX_BYTES + 1));
    assertThrows(IllegalStateException.class, () -> discovery.settings(issuer.origin()));
    issuer.close();
    assertThrows(IllegalStateException.class, () -> discovery.settings(issuer.origin()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com",
        "ftp://login.example.com",
        "https://login.example.com?a=b",
        "https://login.example.com#a",
        "https://user@login.example.com",
        "https://",
        "login.example.com"
      })
  void whatIsNoIssuerIsNotAsked(String name) {
    Discovery asking =
        new Discovery(
            url -> {
              throw new AssertionError(url);
            });
    String message = assertThrows(WireException.class, () -> asking.settings(name)).getMessage();
    assertEquals("must be an issuer's https URL without a query", message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "<html>", "{\"issuer\":1}", "{\"issuer\":\"a\",\"issuer\":\"b\"}"})
  void whatIsNoMetadataIsRefused(String document) {
    assertThrows(WireException.class, () -> IssuerMetadata.read(PUBLIC, bytes(document)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://login.example.com/x",
        "https://localhost/x",
        "http://127.0.0.1/x",
        "https://a b/x",
        "/relative",
        "javascript:alert(1)",
      })
  void anEndpointThatIsNoPublicHttpsUrlIsRefused(String endpoint) {
    for (String member :
        new String[] {"authorization_endpoint", "token_endpoint", "revocation_endpoint"}) {
      String document =
          metadata(PUBLIC, ",\"revocation_endpoint\":\"https://login.example.com/revoke\"")
              .replaceAll("(\"" + member + "\": ?)\"[^\"]*\"", "$1\"" + endpoint + "\"");
      String message =
          assertThrows(WireException.class, () -> IssuerMetadata.read(PUBLIC, bytes(document)))
              .getMessage();
      assertEquals("publishes metadata whose " + member + " is no https URL", message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization_endpoint", "token_endpoint"})
  void anEndpointThatIsMissingIsNamed(String member) {
    String document = metadata(PUBLIC, "").replace(member, "x");
    String message =
        assertThrows(WireException.class, () -> IssuerMetadata.read(PUBLIC, bytes(document)))
            .getMessage();
    assertEquals("publishes metadata without " + member, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|TOKEN_AUTH|basic",
        "'token_endpoint_auth_methods_supported':['client_secret_basic']|TOKEN_AUTH|basic",
        "'token_endpoint_auth_methods_supported':['client_secret_basic','client_secret_post']"
            + "|TOKEN_AUTH|post",
        "'token_endpoint_auth_methods_supported':['none']|TOKEN_AUTH|post",
        "'token_endpoint_auth_methods_supported':[1, 'private_key_jwt', 'client_secret_basic' ]"
            + "|TOKEN_AUTH|basic",
        "|PKCE|",
        "'code_challenge_methods_supported':['plain','S256']|PKCE|S256",
        "'code_challenge_methods_supported':['plain']|PKCE|off",
        "'code_challenge_methods_supported':[]|PKCE|off",
        "|ISSUER_REQUIRED|",
        "'authorization_response_iss_parameter_supported':true|ISSUER_REQUIRED|on",
        "'authorization_response_iss_parameter_supported':false|ISSUER_REQUIRED|",
        "|REVOCATION_ENDPOINT|",
        "'revocation_endpoint':'https://login.example.com/revoke'|REVOCATION_ENDPOINT"
            + "|https://login.example.com/revoke",
        "'grant_types_supported':['refresh_token','authorization_code']|TOKEN_AUTH|basic",
      },
      quoteCharacter = '~')
  void whatTheMetadataSayBecomesASetting(String more, String setting, String value)
      throws Exception {
    String json = more == null ? "" : "," + more.replace('\'', '"');
    assertEquals(value, read(json).get(setting));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'token_endpoint_auth_methods_supported':['private_key_jwt']",
        "'token_endpoint_auth_methods_supported':[]",
        "'grant_types_supported':['implicit']"
      })
  void whatTheRelayCannotDoStopsTheStart(String more) {
    assertThrows(WireException.class, () -> read("," + more.replace('\'', '"')));
    assertThrows(
        WireException.class,
        () -> IssuerMetadata.read(PUBLIC, bytes(metadata(PUBLIC, "").replace("\"code\", ", ""))));
  }
}
