package io.github.latchkey.demo.cms;

/** Why an import did not come to its end. */
final class StoppedException extends Exception {
  /** The kinds of reasons. */
  enum Reason {
    /** The person wanted so. */
    CANCELLED,
    /** The person may not do it, or no longer. */
    NOT_ALLOWED,
    /** The session is over: a login is needed first. */
    LOGIN_NEEDED,
    /** Anything else; the message says what. */
    FAILED
  }

  private static final long serialVersionUID = 1;

  private final Reason reason;

  /**
   * Makes one.
   *
   * @param message a sentence for a person
   */
  StoppedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
