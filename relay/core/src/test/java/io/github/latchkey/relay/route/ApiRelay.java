package io.github.latchkey.relay.route;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.Reply;

/** A relay that passes calls on to two hosts, asked by a plugin that has a token. */
final class ApiRelay implements AutoCloseable {
  static final String PLUGIN = "https://localhost:5173";

  final RelayUnderTest relay;

  private ApiRelay(RelayUnderTest relay) {
    this.relay = relay;
  }

  static ApiRelay start() throws Exception {
    return new ApiRelay(
        RelayUnderTest.start(
            v -> v.put("API_ORIGINS", "https://api.example.com, https://FILES.example.org:443")));
  }

  /** The relay's answer to a call with these headers beside those that every call has. */
  Answer call(String method, String target, String... more) {
    String[] headers = new String[more.length + 4];
    headers[0] = "origin";
    headers[1] = PLUGIN;
    headers[2] = "authorization";
    headers[3] = "Bearer canary-token";
    System.arraycopy(more, 0, headers, 4, more.length);
    return relay.send(method, target, "", headers);
  }

  /** The same where it must be passed on. */
  Forward forward(String method, String target, String... headers) {
    return assertInstanceOf(Forward.class, call(method, target, headers));
  }

  /** The same where it must not. */
  Reply reply(String method, String target, String... headers) {
    return assertInstanceOf(Reply.class, call(method, target, headers));
  }

  @Override
  public void close() {
    relay.close();
  }
}
