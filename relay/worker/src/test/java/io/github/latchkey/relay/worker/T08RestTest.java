package io.github.latchkey.relay.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.worker.WorkerUnderTest.Login;
import io.github.latchkey.testing.TokenFault;
import io.github.latchkey.testing.worker.Workerd;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No token, code or key may lie readable in what is stored, stand in the log, or in an error. */
class T08RestTest {
  @ParameterizedTest
  @ValueSource(strings = {"durable-object", "d1"})
  void noSecretLiesInTheStoreOrStandsInTheLogOrInAnError(String store, @TempDir Path persist)
      throws Exception {
    WorkerUnderTest relay =
        new WorkerUnderTest(Workerd.PLAIN, persist, "STORE", store, "LOG_DETAIL", "off");
    StringBuilder errors = new StringBuilder();
    try (relay) {
      Login login = relay.logIn();
      Login taken = relay.logIn();
      assertEquals(200, relay.pollCompatibly(taken).statusCode());
      String refreshToken =
          WorkerUnderTest.json(relay.pollNatively(login)).get("refresh_token").getAsString();
      assertEquals(200, relay.post("/refresh?code=" + refreshToken, "").statusCode());
      for (TokenFault fault :
          List.of(
              TokenFault.status500(),
              TokenFault.html(),
              TokenFault.errorUnder200(),
              TokenFault.noAccessToken(),
              TokenFault.invalidGrant(),
              TokenFault.redirect(relay.provider.origin() + "/" + refreshToken),
              TokenFault.json(400, "{\"error\":\"" + refreshToken + "\"}"))) {
        Login failed = relay.authorize();
        String target = relay.visit(failed);
        relay.provider.nextTokenFaults(fault);
        gather(errors, relay.get(target));
        gather(errors, relay.pollNatively(failed));
        gather(errors, relay.pollCompatibly(failed));
        relay.provider.nextTokenFaults(fault);
        gather(errors, relay.post("/refresh", "refresh_token=" + failed.readKey()));
        gather(errors, relay.post("/poll?readKey=" + failed.readKey() + "A", ""));
        gather(errors, relay.post("/revoke", "token=" + refreshToken));
      }
      for (Login one : List.of(login, taken)) {
        String state = one.url().replaceAll(".*[?&]state=([^&]*).*", "$1");
        relay.provider.canaries().remember(state);
      }
    }
    StringBuilder stored = new StringBuilder();
    try (Stream<Path> files = Files.walk(persist)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        stored.append(Files.readString(file, ISO_8859_1));
      }
    }
    // What is looked through is what holds the rows.
    assertTrue(stored.indexOf("attempt") >= 0);
    String log = String.join("\n", relay.workerd().log());
    assertTrue(log.contains("POST /poll 200"), log);
    List<String> canaries = relay.provider.canaries().all();
    assertTrue(canaries.size() > 10);
    for (String canary : canaries) {
      for (String form : forms(canary)) {
        assertFalse(stored.indexOf(form) >= 0, "stored: " + canary);
        assertFalse(log.contains(form), "logged: " + canary);
        assertFalse(errors.indexOf(form) >= 0, "told in an error: " + canary);
      }
    }
  }

  private static void gather(StringBuilder errors, HttpResponse<String> answer) {
    assertTrue(answer.statusCode() >= 300, answer.body());
    errors.append(answer.headers().map()).append(answer.body());
  }

  private static List<String> forms(String canary) {
    byte[] bytes = canary.getBytes(UTF_8);
    return List.of(
        canary,
        URLEncoder.encode(canary, UTF_8),
        HexFormat.of().formatHex(bytes),
        Base64.getEncoder().withoutPadding().encodeToString(bytes),
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
