package io.github.latchkey.relay.port;

import java.io.IOException;
import java.util.Map;

/** Requests to the provider. */
public interface Http {
  /**
   * Posts a body and reads the whole answer. Waits {@value #DEADLINE_SECONDS} s at most in all,
   * reads {@value #ANSWER_MAX_BYTES} bytes at most (after decompression, where the host asks for
   * any), and follows no redirect: a 3xx is an answer like any other.
   *
   * @param purpose what the call is for: a host that limits calls prefers logins
   * @param url absolute, http or https
   * @param headers the only ones sent besides those HTTP itself needs
   * @throws IOException if there is no complete answer within these limits; its message names the
   *     URL without its query and the reason, and contains nothing else of request and answer
   * @throws HttpTooLongException if the answer is longer
   * @throws HttpBusyException if too many calls are running; nothing was sent
   */
  Response post(Purpose purpose, String url, Map<String, String> headers, byte[] body)
      throws IOException;

  /** What a call is for. */
  enum Purpose {
    /** Exchanges a code, which is lost if it takes too long. */
    LOGIN,
    /** Refreshes or revokes: the plugin can ask again. */
    OTHER
  }

  /** How long one call may take, connecting included. */
  int DEADLINE_SECONDS = 10;

  /** How much of an answer is read; one that is longer is no answer. */
  int ANSWER_MAX_BYTES = 256 * 1024;

  /**
   * A complete answer.
   *
   * @param status 100 to 599
   * @param headers by lower-case name; of a repeated header the first
   * @param body all of it
   */
  record Response(int status, Map<String, String> headers, byte[] body) {
    /** The status alone: a token answer is a secret. */
    @Override
    public String toString() {
      return "Response[status=" + status + "]";
    }
  }
}
