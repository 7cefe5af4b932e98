package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;

/**
 * What has become of a promise. A promise that hangs fails the test.
 *
 * @param value what it gave; null where it was rejected, or gave nothing
 * @param error its rejection's members, or null where it was not rejected
 */
record Outcome(Object value, Map<String, Object> error) {

  @SuppressWarnings("unchecked")
  static Outcome of(Object read) {
    Map<String, Object> members = (Map<String, Object>) read;
    if (members.containsKey("hangs")) {
      throw new AssertionError("the promise was never settled");
    }
    return new Outcome(members.get("value"), (Map<String, Object>) members.get("error"));
  }

  /** The value's members; fails the test where it was rejected. */
  @SuppressWarnings("unchecked")
  Map<String, Object> members() {
    assertNull(error, () -> "rejected: " + error);
    return (Map<String, Object>) value;
  }

  /** The value as text; fails the test where it was rejected. */
  String text() {
    assertNull(error, () -> "rejected: " + error);
    return String.valueOf(value);
  }

  /** The code of the OAuthError; fails the test where it was not rejected with one. */
  String code() {
    assertNotNull(error, () -> "not rejected: " + value);
    if (!Boolean.TRUE.equals(error.get("isOAuthError"))) {
      throw new AssertionError("no OAuthError: " + error);
    }
    return (String) error.get("code");
  }

  /** The error's message. */
  String message() {
    assertNotNull(error, () -> "not rejected: " + value);
    return (String) error.get("message");
  }
}
