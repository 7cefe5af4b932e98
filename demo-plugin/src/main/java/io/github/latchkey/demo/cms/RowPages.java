package io.github.latchkey.demo.cms;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.js.AbortSignal;
import io.github.latchkey.client.js.RequestInit;
import io.github.latchkey.client.js.Response;
import java.util.function.Consumer;

/**
 * The API's table, page by page. An access token that has ended is the client's matter; this waits
 * as long as the API wants where it says that there were too many calls, and tries again where it
 * fails or cannot be reached.
 */
final class RowPages {
  private static final int TRIES = 4;
  private static final int FIRST_PAUSE_MILLIS = 500;
  private static final int MOST_PAUSE_SECONDS = 60;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final String UNREACHABLE = "The API cannot be reached";

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
          Awaited.received(client.fetch(page, RequestInit.method("GET").signal(signal)));
      if (response != null && response.isOk()) {
        Page rows = Awaited.received(response.json());
        if (rows != null) {
          return rows;
        }
        response = null;
      }
      if (attempt == TRIES || !isTemporary(response)) {
        String end =
            response == null ? UNREACHABLE : "The API answers with status " + response.getStatus();
        throw new StoppedException(StoppedException.Reason.FAILED, end + ".");
      }
      int millis = pauseMillis(response, attempt);
      waiting.accept(waitingWords(response, millis));
      Awaited.pause(millis, signal);
    }
  }

  /** Whether a later call may do better; an answer of null is one that did not come. */
  private static boolean isTemporary(Response response) {
    return response == null
        || response.getStatus() == TOO_MANY_REQUESTS
        || response.getStatus() >= FIRST_SERVER_ERROR;
  }

  private static String waitingWords(Response response, int millis) {
    if (response == null) {
      return UNREACHABLE + "; trying again.";
    }
    return response.getStatus() == TOO_MANY_REQUESTS
        ? "The API asks to wait " + (millis + 999) / 1000 + " s."
        : "The API fails; trying again.";
  }

  /** What {@code Retry-After} says in seconds (RFC 9110 10.2.3), or twice as long each time. */
  private static int pauseMillis(Response response, int attempt) {
    String retryAfter = response == null ? null : response.header("Retry-After");
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
