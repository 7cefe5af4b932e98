package io.github.latchkey.relay.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.testing.TokenFault;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No token, code or key may lie in the database's files, its journal, or its log. */
class T08DatabaseFilesTest {
  @Test
  void noSecretLiesInAnyFileOfTheDatabaseWhateverHasHappened() throws Exception {
    TestDatabase database = TestDatabase.shared();
    List<String> secrets = new ArrayList<>();
    String attempt;
    List<Path> files;
    try (TwoRelays relays = new TwoRelays()) {
      RelayClient client = relays.client;
      // Not fetched; fetched; taken; refused; without a verdict; refreshed.
      logIn(relays, secrets);
      attempt = TestDatabase.text(relays.databaseUrl, "select attempt from latchkey_rows");
      client.poll(logIn(relays, secrets).readKey(), 0);
      client.pollCompatible(logIn(relays, secrets).readKey());
      relays.provider.nextTokenFaults(TokenFault.invalidGrant());
      logIn(relays, secrets);
      relays.provider.nextTokenFaults(TokenFault.status500());
      logIn(relays, secrets);
      String tokens = client.poll(logIn(relays, secrets).readKey(), 0).body();
      String token = RelayClient.member(tokens, "refresh_token");
      assertEquals(200, client.post("/refresh", "refresh_token=" + token).statusCode());
      TestDatabase.execute(relays.databaseUrl, "checkpoint");
      files = database.files(relays.databaseUrl);
      secrets.addAll(relays.provider.canaries().all());
    }
    List<String> forms = new ArrayList<>();
    for (String secret : secrets) {
      byte[] bytes = secret.getBytes(UTF_8);
      forms.addAll(
          List.of(
              secret,
              URLEncoder.encode(secret, UTF_8),
              Base64.getEncoder().withoutPadding().encodeToString(bytes),
              Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
              HexFormat.of().formatHex(bytes)));
      // A base64url text stands for bytes of its own.
      String last = secret.substring(secret.lastIndexOf('.') + 1);
      forms.add(new String(Base64.getUrlDecoder().decode(last), ISO_8859_1));
    }
    List<String> distinct = forms.stream().distinct().toList();
    boolean isAttemptFound = false;
    for (Path file : files) {
      String content = new String(Files.readAllBytes(file), ISO_8859_1);
      isAttemptFound |= content.contains(attempt);
      for (String form : distinct) {
        assertFalse(content.contains(form), () -> file + " holds a secret");
      }
    }
    assertTrue(isAttemptFound, "what is known to be in the table was not found in its files");
    String log = database.log();
    assertTrue(log.contains(attempt), "the statements are not logged");
    distinct.forEach(form -> assertFalse(log.contains(form), "logged: " + form));
  }

  private static RelayClient.Login logIn(TwoRelays relays, List<String> secrets) throws Exception {
    RelayClient.Login login = relays.client.authorize();
    secrets.add(login.readKey());
    String redirect = relays.client.logIn(login);
    secrets.add(redirect.replaceAll(".*[?&]state=([^&]*).*", "$1"));
    relays.client.get(redirect);
    return login;
  }
}
