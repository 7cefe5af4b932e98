package io.github.latchkey.testing;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/** Secrets that a test can look for where they must not be; each is drawn once and remembered. */
public final class Canaries {
  private final SecureRandom random = new SecureRandom();
  private final List<String> drawn = Collections.synchronizedList(new ArrayList<>());

  /**
   * Draws a secret of 256 bits.
   *
   * @param kind what it is, such as {@code code}: its first word, so that a find tells what leaked
   */
  public String draw(String kind) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return remember(kind + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Remembers a secret that was drawn elsewhere, such as a read key. */
  public String remember(String secret) {
    drawn.add(secret);
    return secret;
  }

  /** All of them, in the order in which they were drawn. */
  public List<String> all() {
    return List.copyOf(drawn);
  }
}
