package io.github.latchkey.relay;

import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.route.Route;
import java.util.List;

/**
 * A path of the relay, and what a request to it must pass before its route answers.
 *
 * @param path after the plugin's base path
 * @param methods besides {@code OPTIONS}, if plugins call it
 * @param audience who calls it
 * @param rateLimit how often one address may call it, or null if there is no limit
 * @param nativeFields the fields of a body that only the native dialect has
 * @param onlyFields the only parameters that are read, all others being ignored; empty if all are
 * @param route answers
 */
record Endpoint(
    String path,
    List<String> methods,
    Audience audience,
    RateLimit rateLimit,
    List<String> nativeFields,
    List<String> onlyFields,
    Route route) {
  static final List<String> GET = List.of("GET");
  static final List<String> GET_AND_HEAD = List.of("GET", "HEAD");
  static final List<String> POST = List.of("POST");
  static final List<String> ANY = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  /** Who calls an endpoint. */
  enum Audience {
    /** Users visit it with a browser. */
    BROWSERS("", ""),
    /** Plugins call it with {@code fetch}. */
    PLUGINS("Content-Type", "Retry-After"),
    /**
     * Plugins call an API through it: it gets every path with its prefix, and the request as it
     * came, the body unread. The asterisk never stands for {@code Authorization}.
     */
    API_CALLS("Authorization, *", "*");

    /** The request headers that a preflight allows. */
    final String allowedHeaders;

    /** The response headers that a plugin may read besides the usual ones. */
    final String exposedHeaders;

    Audience(String allowedHeaders, String exposedHeaders) {
      this.allowedHeaders = allowedHeaders;
      this.exposedHeaders = exposedHeaders;
    }
  }

  boolean isForPlugins() {
    return audience != Audience.BROWSERS;
  }

  /** Whether query and body are decoded before the route answers. */
  boolean readsParameters() {
    return audience != Audience.API_CALLS;
  }
}
