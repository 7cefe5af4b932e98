package io.github.latchkey.relay.port;

import java.io.IOException;

/** The provider's answer is longer than {@value Http#ANSWER_MAX_BYTES} bytes. */
public final class HttpTooLongException extends IOException {
  private static final long serialVersionUID = 1;

  /** Creates the exception. */
  public HttpTooLongException() {
    super("the answer is longer than " + Http.ANSWER_MAX_BYTES / 1024 + " KiB");
  }
}
