package io.github.latchkey.relay.stress.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.relay.port.Http;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A relay whose keys are the same in each run, so that a corpus can hold what they have made. */
final class FuzzedRelay {
  static final String ORIGIN = "https://localhost:5173";
  static final String API = "https://api.example.com";

  private static final String CLIENT_SECRET = "canary-client-secret";

  final AtomicInteger providerCalls = new AtomicInteger();
  final RelayUnderTest relay;

  /** What the provider answers, whatever it is asked. */
  volatile Http.Response providerAnswer =
      new Http.Response(400, Map.of(), "{\"error\":\"invalid_grant\"}".getBytes(ISO_8859_1));

  FuzzedRelay() {
    relay =
        RelayUnderTest.over(
            (purpose, url, headers, body) -> {
              providerCalls.incrementAndGet();
              return providerAnswer;
            },
            settings -> {
              settings.put("RELAY_SECRET", "a secret that is the same in every run of the fuzzer");
              settings.put("CLIENT_SECRET", CLIENT_SECRET);
              settings.put("API_ORIGINS", API);
            });
  }

  /** Answers a request; what every answer must be like, this one is. */
  Answer handle(Request request) {
    Answer answer = relay.relay.handle(request);
    if (answer instanceof Reply reply) {
      Target.hold(reply.status() >= 200 && reply.status() < 600, "a status of HTTP");
      Target.hold(reply.status() != 500, "nothing sent from outside is a fault of ours");
      boolean isStored = true;
      for (Map.Entry<String, String> header : reply.headers()) {
        isStored &=
            !header.getKey().equals("Cache-Control") || !header.getValue().equals("no-store");
        for (char c : (header.getKey() + header.getValue()).toCharArray()) {
          Target.hold(c >= ' ' && c <= '~', "a header is one line of ASCII");
        }
      }
      Target.hold(!isStored, "no answer is stored on the way");
      // A provider that knows it may say it: its answer is passed on as it came.
      Target.hold(!saysSecret(reply.body()) || saysSecret(providerAnswer.body()), "secrets stay");
    }
    return answer;
  }

  private static boolean saysSecret(byte[] body) {
    return new String(body, ISO_8859_1).contains(CLIENT_SECRET);
  }

  Answer send(String method, String target, String body, String... headers) {
    return handle(RelayUnderTest.request(method, target, body, headers));
  }

  static Reply reply(Answer answer) {
    Target.hold(answer instanceof Reply, "it is answered at once");
    return (Reply) answer;
  }

  static String header(Reply reply, String name) {
    return reply.headers().stream()
        .filter(header -> header.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
