package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.TokenFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No secret may be printed, whatever goes wrong. */
class T23CanaryTest {
  @TempDir Path directory;

  @Test
  void noSecretIsPrintedInAnyFormWhateverHappens() throws Exception {
    int port = FreePort.find();
    try (FakeProvider provider = FakeProvider.start();
        RelayProcess relay = new RelayProcess(directory, settings(provider, port)).awaitStart()) {
      RelayClient client = new RelayClient(port);
      List<TokenFault> faults =
          List.of(
              TokenFault.status500(),
              TokenFault.html(),
              TokenFault.errorUnder200(),
              TokenFault.noAccessToken(),
              TokenFault.invalidGrant(),
              TokenFault.cut(),
              TokenFault.loseAnswer(),
              TokenFault.json(200, "{\"access_token\":\"" + provider.canaries().draw("odd")),
              TokenFault.json(400, "{\"error\":\"" + provider.canaries().draw("error") + "\"}"),
              TokenFault.redirect("http://127.0.0.1/?" + provider.canaries().draw("location")));
      for (TokenFault fault : faults) {
        provider.nextTokenFaults(fault);
        login(provider, client);
      }
      String tokens = login(provider, client);
      String refreshToken = RelayClient.member(tokens, "refresh_token");
      assertEquals(200, client.post("/refresh", "refresh_token=" + refreshToken).statusCode());
      for (TokenFault fault : faults) {
        provider.nextTokenFaults(fault);
        client.post("/refresh", "refresh_token=" + provider.canaries().draw("refresh"));
        client.post("/refresh?code=" + provider.canaries().draw("refresh"), "");
      }
      String made = provider.canaries().draw("made");
      for (String target :
          List.of("/poll?readKey=", "/refresh?code=", "/", "/authorize?x=", "/poll/", "/none?")) {
        client.post(target + made, "readKey=" + made + "&" + made + "=%zz");
      }
      client.get("http://127.0.0.1:" + port + "/redirect?code=" + made + "&state=" + made);
      client.get("http://127.0.0.1:" + port + "/redirect?error=" + made + "&state=" + made);

      relay.signal("TERM");
      relay.exitCode();
      String printed = relay.everything();
      assertTrue(printed.lines().count() > 50, printed);
      for (String secret : provider.canaries().all()) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (String form :
            List.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes))) {
          assertFalse(printed.contains(form), "printed: " + secret);
        }
      }
    }
  }

  /** In public the log contains nothing of the provider's own words, as with this setting. */
  private static Map<String, String> settings(FakeProvider provider, int port) {
    Map<String, String> settings = provider.relaySettings(port);
    settings.put("LOG_DETAIL", "off");
    return settings;
  }

  /** Logs in, with a person who reloads; the last answer to the poll. */
  private static String login(FakeProvider provider, RelayClient client) throws Exception {
    RelayClient.Login login = client.authorize();
    provider.canaries().remember(login.readKey());
    String redirect = client.logIn(login);
    provider.canaries().remember(redirect.replaceAll(".*[?&]state=([^&]*).*", "$1"));
    client.get(redirect);
    client.get(redirect.replaceAll("state=[^&]*", "state=wrong"));
    String answer = client.poll(login.readKey(), 0).body();
    client.pollCompatible(login.readKey());
    client.pollCompatible(login.readKey());
    return answer;
  }
}
