package io.github.latchkey.relay.seal;

import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.Utf8;
import io.github.latchkey.relay.wire.WireException;

/**
 * What leads to the confirmation page: all that the state will need, sealed for this purpose alone,
 * in 95 characters and more. Its holder can confirm the login or cancel it, cannot poll, and cannot
 * come back with it from the provider.
 *
 * @param login what the state will hold
 * @param prompt what the plugin asked to be passed on to the provider, ASCII; empty where nothing
 */
public record Ticket(State login, String prompt) {
  private static final String PURPOSE = "ticket";

  /** Its text, for the person's browser. */
  public String write(RelayKeys keys) {
    // A subdomain holds no U+0000.
    byte[] message = Bytes.concat(login.message(), Utf8.encode("\0" + prompt));
    return Base64Url.encode(keys.seal(PURPOSE, message, new byte[0]));
  }

  /**
   * Reads a ticket, expired or not.
   *
   * @return null if this relay did not issue it
   */
  public static Ticket read(String text, RelayKeys keys) {
    try {
      byte[] message = keys.open(PURPOSE, Base64Url.decode(text), new byte[0]);
      State login = State.of(message);
      if (login == null) {
        return null;
      }
      String words = login.subdomain();
      int end = words.indexOf('\0');
      String subdomain = words.substring(0, end);
      State rest = new State(login.secret(), login.expirySeconds(), subdomain);
      return new Ticket(rest, words.substring(end + 1));
    } catch (WireException e) {
      return null; // forged
    }
  }
}
