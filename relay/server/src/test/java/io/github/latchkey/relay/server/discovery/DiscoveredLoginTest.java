package io.github.latchkey.relay.server.discovery;

import static io.github.latchkey.relay.Replied.encode;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.member;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.Relay;
import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.RelayUnderTest.Login;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.jdk.JdkHttp;
import io.github.latchkey.relay.settings.RelaySettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provider that is known by its issuer's URL alone. */
final class DiscoveredLoginTest {
  @Test
  void itLogsInRefreshesAndRevokesAndAMissingIssIsRefusedAsPromised() throws Exception {
    try (RelayUnderTest plain = RelayUnderTest.start();
        Issuer issuer = new Issuer()) {
      String provider = plain.provider.origin();
      issuer.publish(
          "/.well-known/openid-configuration",
          200,
          """
          {"issuer": "%s", "authorization_endpoint": "%s/authorize",
           "token_endpoint": "%s/token", "revocation_endpoint": "%s/revoke",
           "response_types_supported": ["code"], "code_challenge_methods_supported": ["S256"],
           "authorization_response_iss_parameter_supported": true}
          """
              .formatted(issuer.origin(), provider, provider, provider));
      Map<String, String> variables = new HashMap<>(plain.variables);
      variables.remove("AUTHORIZE_ENDPOINT");
      variables.remove("TOKEN_ENDPOINT");
      variables.put("PROVIDER", issuer.origin());
      RelaySettings settings =
          RelaySettings.parse(variables, new KnownProviders(new JdkHttp()::get));
      Relay relay = new Relay(settings, plain.ports);

      Reply authorized = (Reply) relay.handle(RelayUnderTest.request("POST", "/authorize", ""));
      Login login = new Login(member(authorized, "url"), member(authorized, "readKey"));
      String back = plain.visit(login);
      assertEquals("/done/failed", header(get(relay, back), "Location"));
      String iss = "&iss=" + encode(issuer.origin());
      assertEquals("/done", header(get(relay, back + iss), "Location"));
      Reply tokens = post(relay, "/poll", "readKey=" + login.readKey());
      String refreshToken = member(tokens, "refresh_token");
      Reply refreshed = post(relay, "/refresh", "refresh_token=" + refreshToken);
      assertEquals(200, refreshed.status());
      String next = member(refreshed, "refresh_token");
      assertEquals(200, post(relay, "/revoke", "token=" + next).status());
      assertEquals(400, post(relay, "/refresh", "refresh_token=" + next).status());
      assertEquals(1, issuer.asked.size());
    }
  }

  private static Reply get(Relay relay, String target) {
    return (Reply) relay.handle(RelayUnderTest.request("GET", target, ""));
  }

  private static Reply post(Relay relay, String path, String body) {
    return (Reply) relay.handle(RelayUnderTest.request("POST", path, body));
  }
}
