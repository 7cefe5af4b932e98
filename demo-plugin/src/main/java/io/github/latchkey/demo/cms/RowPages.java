package io.github.latchkey.demo.cms;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.js.AbortSignal;
import io.github.latchkey.client.js.RequestInit;
import io.github.latchkey.client.js.Response;
import java.util.function.Consumer;

/**
 * The API's table, page by page. An access token that has ended is the client's matter; this waits
 * as long as the API wants where it says that there were too many calls, and tries again where it
 * fails.
 */
final class RowPages {
  private static final int TRIES = 4;
  private static final int FIRST_PAUSE_MILLIS = 500;
  private static final int MOST_PAUSE_SECONDS = 60;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;

  private final OAuthClient client;
  private final String url;
  private final AbortSignal signal;
  private final Consumer<String> waiting;

  /**
   * Makes one.
   *
   * @param signal ends what is under way
   * @param waiting told in words what is waited for
   */
  RowPages(OAuthClient client, String url, AbortSignal signal, Consumer<String> waiting) {
    this.client = client;
    this.url = url;
    this.signal = signal;
    this.waiting = waiting;
  }

  /**
   * Gets a page.
   *
   * @param cursor what the page before says is next; null for the first
   */
  Page get(String cursor) throws StoppedException {
    String page = cursor == null ? url : url + "?cursor=" + cursor;
    for (int attempt = 1; ; attempt++) {
      Response response =
          Awaited.value(client.fetch(page, RequestInit.method("GET").signal(signal)));
      if (response.isOk()) {
        return Awaited.value(response.json());
      }
      int status = response.getStatus();
      boolean isTemporary = status == TOO_MANY_REQUESTS || status >= FIRST_SERVER_ERROR;
      if (!isTemporary || attempt == TRIES) {
        throw new StoppedException(
            StoppedException.Reason.FAILED, "The API answers with status " + status + ".");
      }
      int millis = pauseMillis(response, attempt);
      waiting.accept(
          status == TOO_MANY_REQUESTS
              ? "The API asks to wait " + (millis + 999) / 1000 + " s."
              : "The API fails; trying again.");
      Awaited.pause(millis, signal);
    }
  }

  /** What {@code Retry-After} says in seconds (RFC 9110 10.2.3), or twice as long each time. */
  private static int pauseMillis(Response response, int attempt) {
    String retryAfter = response.header("Retry-After");
    int seconds = 0;
    for (int i = 0; retryAfter != null && i < retryAfter.length(); i++) {
      int digit = retryAfter.charAt(i) - '0';
      if (digit < 0 || digit > 9 || seconds > MOST_PAUSE_SECONDS) {
        break;
      }
      seconds = seconds * 10 + digit;
    }
    return seconds > 0
        ? Math.min(seconds, MOST_PAUSE_SECONDS) * 1000
        : FIRST_PAUSE_MILLIS << (attempt - 1);
  }
}
