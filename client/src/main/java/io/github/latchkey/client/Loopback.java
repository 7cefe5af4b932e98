package io.github.latchkey.client;

import org.teavm.jso.JSBody;
import org.teavm.jso.core.JSString;

/** Which host names are this machine. */
final class Loopback {
  private Loopback() {}

  /**
   * Exactly {@code localhost}, names under it, {@code 127.0.0.1} and {@code [::1]}; so that {@code
   * localhost.example.com} is not.
   *
   * @param hostname as the platform's URL parser writes it, in lower case
   */
  @JSBody(
      params = "hostname",
      script = "return /^((.+\\.)?localhost|127\\.0\\.0\\.1|\\[::1\\])$/.test(hostname);")
  static native boolean isLocal(JSString hostname);

  /**
   * Whether a page that the relay names may be opened: a web page on https, or on http where both
   * the relay and the page are on this machine.
   *
   * @param url parsed by the platform
   */
  static boolean mayOpen(JSString url, boolean isRelayLocal) {
    return hasScheme(url, "https:")
        || (isRelayLocal && hasScheme(url, "http:") && isLocal(hostname(url)));
  }

  @JSBody(params = "url", script = "return new URL(url).hostname;")
  static native JSString hostname(JSString url);

  @JSBody(
      params = {"url", "scheme"},
      script = "return new URL(url).protocol === scheme;")
  private static native boolean hasScheme(JSString url, String scheme);
}
