package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.RateLimit;
import java.util.List;

/** One path of the relay. */
public interface Route {
  /** The path after the base path. */
  String path();

  /** The methods it has, besides {@code OPTIONS} where plugins call it. */
  List<String> methods();

  /**
   * Whether query and body are decoded for it. Otherwise it gets every path that begins with its
   * own, the body stays unread, and all that it goes by is the request as it came.
   */
  default boolean readsParameters() {
    return true;
  }

  /** How often one address may ask; null: as often as it likes. */
  default RateLimit rateLimit() {
    return null;
  }

  /** The headers that a plugin may send, for the answer to a preflight. */
  default String allowedHeaders() {
    return "Content-Type";
  }

  /** The headers that a plugin may read besides the usual ones. */
  default String exposedHeaders() {
    return "Retry-After";
  }

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
