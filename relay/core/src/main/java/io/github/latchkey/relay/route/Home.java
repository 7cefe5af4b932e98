package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Replies;
import java.util.List;

/** {@code GET /}: the relay is up. */
public final class Home implements Route {
  @Override
  public String path() {
    return "/";
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public boolean isForPlugins() {
    return false;
  }

  @Override
  public Answer answer(Call call) {
    return Replies.text(200, "Latchkey relay: up.");
  }
}
