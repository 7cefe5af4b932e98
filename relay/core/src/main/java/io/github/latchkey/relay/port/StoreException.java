package io.github.latchkey.relay.port;

/**
 * The store gave no answer: whether the move was made is not known. The message is in our own
 * words, and may be logged.
 */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Makes one without a cause, whose message could quote what was being worked on.
   *
   * @param problem what is wrong, such as {@code the database failed with 57P01}
   */
  public StoreException(String problem) {
    super(problem);
  }
}
