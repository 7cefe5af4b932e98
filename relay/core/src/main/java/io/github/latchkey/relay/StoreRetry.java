package io.github.latchkey.relay;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.page.Page;
import io.github.latchkey.relay.page.Pages;
import io.github.latchkey.relay.port.StoreException;

/**
 * What callers are told while the store gives no answer: nothing about their login, since nothing
 * is known of it. Requests that wait go on waiting; others are asked to come again.
 */
final class StoreRetry {
  private static final String RETRY_AFTER_SECONDS = "2";

  private final Endpoint endpoint;
  private final Call call;
  private final Pages pages;

  StoreRetry(Endpoint endpoint, Call call, Pages pages) {
    this.endpoint = endpoint;
    this.call = call;
    this.pages = pages;
  }

  /** The route's answer, or 503. */
  Answer answer() {
    try {
      Answer answer = endpoint.route().answer(call);
      return answer instanceof Wait wait
          ? new StoreRetry(endpoint, call.held(), pages).patient(wait)
          : answer;
    } catch (StoreException e) {
      return comeAgain(e);
    }
  }

  private Wait patient(Wait wait) {
    return wait.resumedBy(passed -> resume(wait, passed));
  }

  private Answer resume(Wait wait, boolean waitPassed) {
    try {
      Answer answer = wait.resumption().resume(waitPassed);
      return answer instanceof Wait next ? patient(next) : answer;
    } catch (StoreException e) {
      return waitPassed ? comeAgain(e) : patient(wait);
    }
  }

  private Reply comeAgain(StoreException e) {
    // A callback that is loaded again shows what the row says: it never sends a code twice.
    Page page = call.request().method().equals("GET") ? Page.TRY_AGAIN : Page.FAILED;
    Reply reply =
        endpoint.isForPlugins()
            ? call.error(503, "temporarily_unavailable", "The relay's store gives no answer.")
            : pages.show(503, page);
    return reply.with("Retry-After", RETRY_AFTER_SECONDS).noted(e.getMessage());
  }
}
