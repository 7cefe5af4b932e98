package io.github.latchkey.relay.stress.bench;

import io.github.latchkey.relay.server.RawHttp;
import io.github.latchkey.relay.server.RelayClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is asked of a relay under load. */
final class Scripts {
  /** A login under way: its key, and the target that the provider sends the browser to. */
  private record Begun(String readKey, String redirect) {}

  private Scripts() {}

  /** One request, the same each time. */
  private record One(int expected, String method, String target, String body, String... headers)
      implements Load.Script {
    @Override
    public int steps() {
      return 1;
    }

    @Override
    public String request(int connection, int step) {
      return Load.request(method, target, body, headers);
    }

    @Override
    public int status(int step) {
      return expected;
    }
  }

  static Load.Script authorize() {
    return new One(200, "POST", "/authorize", "");
  }

  /** An API call that is passed on. */
  static Load.Script api(int apiPort) {
    return new One(
        200,
        "GET",
        "/api/localhost:" + apiPort + "/v1/me",
        "",
        "Origin: http://localhost:5173",
        "Authorization: Bearer token");
  }

  /** A pending poll, of a login of its own on each connection. */
  static Load.Script pending(int port, int connections) throws IOException {
    List<Begun> logins = begin(port, connections);
    return new Load.Script() {
      @Override
      public int steps() {
        return 1;
      }

      @Override
      public String request(int connection, int step) {
        return Load.request("POST", "/poll", "readKey=" + logins.get(connection).readKey);
      }

      @Override
      public int status(int step) {
        return 404;
      }
    };
  }

  /** The same request to a server that answers whatever it is sent. */
  static Load.Script pendingAtBare() {
    return new One(200, "POST", "/poll", "readKey=" + "a".repeat(72));
  }

  /** The provider's redirect, and the poll after it. */
  static Load.Script logins(int port, int connections, int count) throws IOException {
    Queue<Begun> left = new ConcurrentLinkedQueue<>(begin(port, count));
    Begun[] current = new Begun[connections];
    return new Load.Script() {
      @Override
      public int steps() {
        return 2;
      }

      @Override
      public String request(int connection, int step) {
        if (step == 1) {
          return Load.request("POST", "/poll", "readKey=" + current[connection].readKey);
        }
        current[connection] = left.poll();
        return current[connection] == null
            ? null
            : Load.request("GET", current[connection].redirect, "");
      }

      @Override
      public int status(int step) {
        return step == 0 ? 303 : 200;
      }
    };
  }

  private static List<Begun> begin(int port, int count) throws IOException {
    List<Begun> begun = new ArrayList<>();
    try (RawHttp connection = new RawHttp(port)) {
      for (int i = 0; i < count; i++) {
        String answer = connection.write(Load.request("POST", "/authorize", "")).read().body();
        String state = RelayClient.member(answer, "url").replaceAll(".*[?&]state=([^&]*).*", "$1");
        begun.add(
            new Begun(
                RelayClient.member(answer, "readKey"), "/redirect?code=a-code&state=" + state));
      }
    }
    return begun;
  }

  /** Keys of logins that nobody has gone on with. */
  static List<String> readKeys(int port, int count) throws IOException {
    return begin(port, count).stream().map(Begun::readKey).toList();
  }
}
