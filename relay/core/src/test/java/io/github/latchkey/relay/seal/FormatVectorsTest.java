package io.github.latchkey.relay.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.latchkey.relay.jdk.JdkCrypto;
import io.github.latchkey.relay.provider.Outcome;
import io.github.latchkey.relay.wire.Base64Url;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lines of vectors.txt were written by the version before formats had versions. */
class FormatVectorsTest {
  private final JdkCrypto crypto = new JdkCrypto();
  private final FormatVectors vectors = new FormatVectors(crypto);

  /** The lines of the file, without the comment. */
  public static String file() throws IOException {
    try (InputStream file = FormatVectorsTest.class.getResourceAsStream("/vectors.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.joining("\n", "", "\n"));
    }
  }

  private static Map<String, String> values() throws IOException {
    Map<String, String> values = new TreeMap<>();
    file().lines().forEach(line -> values.put(line.split(" = ")[0], line.split(" = ")[1]));
    return values;
  }

  private static byte[] bytes(String name) throws Exception {
    return Base64Url.decode(values().get(name));
  }

  @Test
  void everyFormatIsWrittenAsTheFileSays() throws Exception {
    assertEquals(file(), FormatVectors.lines(crypto));
  }

  @Test
  void whatThePreviousVersionWroteIsRead() throws Exception {
    ReadKey readKey = ReadKey.read(values().get("read key"), vectors.keys());
    assertEquals(FormatVectors.EXPIRY_SECONDS, readKey.expirySeconds());
    byte[] browser = crypto.sha256(FormatVectors.COOKIE);
    State state = State.read(values().get("state"), vectors.keys(), browser);
    assertEquals("acme", state.subdomain());
    assertEquals(
        values().get("login id"), state.secret().loginId(vectors.derivation()), "of the state");
    Ticket ticket = Ticket.read(values().get("ticket"), vectors.keys());
    assertEquals("consent", ticket.prompt());
    byte[] message =
        vectors.seal().open(bytes("seal key"), "login outcome", bytes("sealed row of a login"));
    Outcome outcome = Outcome.decode(message);
    assertEquals(Outcome.Kind.TOKENS, outcome.kind());
    assertArrayEquals(FormatVectors.tokens().tokens(), outcome.tokens());
    for (Outcome.Kind kind : Outcome.Kind.values()) {
      Outcome read = Outcome.decode(bytes("outcome " + kind));
      assertEquals(kind, read.kind());
      assertEquals("access_denied", read.error());
      assertEquals(403, read.providerStatus());
      assertEquals(7, read.retryAfterSeconds());
    }
  }

  @Test
  void aKeyStateOrTicketWithAnotherByteIsRefused() throws Exception {
    byte[] browser = crypto.sha256(FormatVectors.COOKIE);
    for (String name : new String[] {"read key", "state", "ticket"}) {
      byte[] bytes = bytes(name);
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] ^= 1;
        String text = Base64Url.encode(bytes);
        bytes[i] ^= 1;
        switch (name) {
          case "read key" -> assertNull(ReadKey.read(text, vectors.keys()), name + i);
          case "state" -> assertNull(State.read(text, vectors.keys(), browser), name + i);
          default -> assertNull(Ticket.read(text, vectors.keys()), name + i);
        }
      }
    }
  }

  @Test
  void aSealedRowWithAnotherByteDoesNotOpen() throws Exception {
    byte[] sealed = bytes("sealed row of a login");
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] ^= 1;
      assertNull(vectors.seal().open(bytes("seal key"), "login outcome", sealed), "byte " + i);
      sealed[i] ^= 1;
    }
  }

  @Test
  void anOutcomeOfAnotherVersionOrWithAnUnknownCodeIsNotRead() {
    byte[] outcome = FormatVectors.tokens().encode();
    for (int version = 1; version < 16; version++) {
      byte[] other = outcome.clone();
      other[0] = (byte) (version << 4 | other[0]);
      assertNull(Outcome.decode(other), "version " + version);
    }
    for (int kind = Outcome.Kind.values().length; kind < 16; kind++) {
      byte[] other = outcome.clone();
      other[0] = (byte) kind;
      assertNull(Outcome.decode(other), "kind " + kind);
    }
    byte[] unknownError = outcome.clone();
    unknownError[1] = 100;
    assertNull(Outcome.decode(unknownError));
    assertNull(Outcome.decode(new byte[3]));
  }

  /** A new code goes to the end of its list: what lies in stores keeps its meaning. */
  @Test
  void everyErrorKeepsItsStoredCode() {
    String[] errors = {
      "",
      "other",
      "invalid_grant",
      "access_denied",
      "invalid_request",
      "invalid_client",
      "unauthorized_client",
      "unsupported_grant_type",
      "unsupported_response_type",
      "invalid_scope",
      "server_error",
      "temporarily_unavailable",
      "interaction_required",
      "login_required",
      "account_selection_required",
      "consent_required"
    };
    for (int code = 0; code < errors.length; code++) {
      byte[] encoded = Outcome.without(Outcome.Kind.REFUSED, 400, errors[code]).encode();
      assertEquals(code, encoded[1], errors[code]);
      assertEquals(errors[code], Outcome.decode(encoded).error());
    }
  }
}
