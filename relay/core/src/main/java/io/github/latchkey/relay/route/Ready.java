package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.StoreException;

/** {@code GET /ready}: whether logins can be completed, which takes the store. */
public final class Ready implements Route {
  /** The path, after the plugin's base path. */
  public static final String PATH = "/ready";

  private static final String ROW = "ready";

  private final Store store;

  /** Makes the route. */
  public Ready(Store store) {
    this.store = store;
  }

  @Override
  public Answer answer(Call call) {
    try {
      store.read(ROW);
    } catch (StoreException e) {
      return Reply.text(503, "Not ready: the store does not respond.");
    }
    return Reply.text(200, "Ready.");
  }
}
