package io.github.latchkey.relay.route;

import io.github.latchkey.relay.Answer;
import io.github.latchkey.relay.exchange.Call;
import java.util.List;

/** One path of the relay. */
public interface Route {
  /** The path after the base path. */
  String path();

  /** The one method it has, besides {@code OPTIONS} where plugins call it. */
  String method();

  /** Whether plugins call it with {@code fetch}; otherwise people visit it with a browser. */
  boolean isForPlugins();

  /** The fields that say, in a body, that the caller speaks the native dialect. */
  default List<String> nativeFields() {
    return List.of();
  }

  /**
   * Answers.
   *
   * @param call after the door
   */
  Answer answer(Call call);
}
