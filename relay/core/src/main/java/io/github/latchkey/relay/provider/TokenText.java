package io.github.latchkey.relay.provider;

import io.github.latchkey.relay.wire.Form;
import io.github.latchkey.relay.wire.JsonWriter;
import io.github.latchkey.relay.wire.Numbers;
import io.github.latchkey.relay.wire.Utf8;
import io.github.latchkey.relay.wire.WireException;

/**
 * Makes JSON in UTF-8 of what providers send instead. If tokens rotate, an answer that is thrown
 * away ends the session, so an answer that can be read is read.
 */
final class TokenText {
  private static final String FORM_START = "access_token=";

  private TokenText() {}

  /**
   * The body as UTF-8 without a byte-order mark: JSON as it is, bytes that are not UTF-8 read as
   * Latin-1, a form (RFC 6749 draft 10, GitHub's default) as a JSON object.
   *
   * @return the bytes that came, if nothing had to be changed
   */
  static byte[] json(byte[] body) throws WireException {
    boolean hasMark =
        body.length >= 3
            && body[0] == (byte) 0xef
            && body[1] == (byte) 0xbb
            && body[2] == (byte) 0xbf;
    byte[] unmarked = body;
    if (hasMark) {
      unmarked = new byte[body.length - 3];
      System.arraycopy(body, 3, unmarked, 0, unmarked.length);
    }
    String text;
    try {
      text = Utf8.decode(unmarked);
    } catch (WireException e) {
      text = latin1(unmarked);
      unmarked = Utf8.encode(text);
    }
    return isForm(text) ? Utf8.encode(ofForm(text.trim())) : unmarked;
  }

  private static boolean isForm(String text) {
    String trimmed = text.trim();
    return !trimmed.startsWith("{")
        && (trimmed.startsWith(FORM_START) || trimmed.contains("&" + FORM_START));
  }

  private static String ofForm(String text) throws WireException {
    Form form = Form.parse(text, true);
    JsonWriter json = new JsonWriter();
    for (String name : form.names()) {
      String value = form.get(name);
      int seconds = name.equals("expires_in") ? Numbers.parse(value, 0, Integer.MAX_VALUE) : -1;
      if (seconds >= 0) {
        json.member(name, seconds);
      } else {
        json.member(name, value);
      }
    }
    return json.end();
  }

  private static String latin1(byte[] bytes) {
    char[] characters = new char[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      characters[i] = (char) (bytes[i] & 0xff);
    }
    return new String(characters);
  }
}
