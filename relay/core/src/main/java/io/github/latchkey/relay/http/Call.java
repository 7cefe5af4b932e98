package io.github.latchkey.relay.http;

import io.github.latchkey.relay.wire.Form;

/**
 * A request after the door: its origin allowed, its method right, its parameters decoded and none
 * of them repeated.
 *
 * @param query the parameters in the target
 * @param body the parameters in the body
 * @param isNative whether the body has a field of the native dialect: then errors are JSON
 * @param request as it came
 */
public record Call(Form query, Form body, boolean isNative, Request request) {
  private static final Form NOTHING = new Form();

  /**
   * An error in the caller's dialect.
   *
   * @param status the HTTP status
   * @param code RFC 6749 section 5.2 or RFC 8628 section 3.5
   * @param description our own words, one sentence
   */
  public Reply error(int status, String code, String description) {
    // Published plugins save whatever parses as JSON: what is not tokens must not.
    return isNative
        ? Reply.error(status, code, description)
        : Reply.text(status, code + ": " + description);
  }

  /** What a reply depends on, without what was sent: thousands of requests may wait at once. */
  public Call held() {
    return new Call(NOTHING, NOTHING, isNative, request.held());
  }

  /** Nothing: parameters may be secret. */
  @Override
  public String toString() {
    return "Call[isNative=" + isNative + "]";
  }
}
