package io.github.latchkey.relay.wire;

/** Bytes that are not what they should be; the message says why and repeats nothing of them. */
public final class WireException extends Exception {
  private static final long serialVersionUID = 1;

  WireException(String problem) {
    super(problem);
  }
}
