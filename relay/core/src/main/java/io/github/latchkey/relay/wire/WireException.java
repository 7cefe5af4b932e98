package io.github.latchkey.relay.wire;

/** Bytes that are not what they should be; the message says why and repeats nothing of them. */
public final class WireException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Makes one.
   *
   * @param problem what is wrong, to be read after the name of the bytes
   */
  public WireException(String problem) {
    super(problem);
  }
}
