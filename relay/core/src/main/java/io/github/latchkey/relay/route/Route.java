package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;

/** What answers the requests of one path. */
public interface Route {
  /**
   * Answers one request.
   *
   * @param call its origin is allowed, its method is one of the path's, its parameters are decoded
   */
  Answer answer(Call call);
}
