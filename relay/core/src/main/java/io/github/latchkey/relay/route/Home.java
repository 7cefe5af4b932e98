package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Reply;

/** {@code GET /}: the relay is up. */
public final class Home implements Route {
  @Override
  public Answer answer(Call call) {
    return Reply.text(200, "Latchkey relay: up.");
  }
}
