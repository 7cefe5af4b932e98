package io.github.latchkey.relay.worker;

import io.github.latchkey.relay.Relay;
import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.worker.js.Console;
import io.github.latchkey.relay.worker.js.Environment;
import io.github.latchkey.relay.worker.js.FetchRequest;
import io.github.latchkey.relay.worker.js.FetchResponse;
import io.github.latchkey.relay.worker.js.Promises;
import io.github.latchkey.relay.worker.js.Streams;
import io.github.latchkey.relay.worker.port.AddressRates;
import io.github.latchkey.relay.worker.port.FetchHttp;
import io.github.latchkey.relay.worker.port.ForwardedCall;
import io.github.latchkey.relay.worker.port.WebCrypto;
import io.github.latchkey.relay.worker.port.WebRandom;
import io.github.latchkey.relay.worker.store.WaitingStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int8Array;

/** One request to the core and its answer back. */
final class Invocation {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  private final Settings settings;
  private final Environment environment;
  private final WaitingStore store;

  Invocation(Settings settings, Environment environment, WaitingStore store) {
    this.settings = settings;
    this.environment = environment;
    this.store = store;
  }

  /**
   * Answers, and writes the line for the log.
   *
   * @throws Promises.RejectedException where the caller went away with its request half sent
   */
  FetchResponse answer(FetchRequest fetched) throws Promises.RejectedException {
    double start = Promises.monotonicMillis();
    // Bindings belong to a request, so each one has a core of its own: there is little to make.
    Ports ports =
        new Ports(
            new FetchHttp(), store, System::currentTimeMillis, new WebCrypto(), new WebRandom());
    Relay relay = new Relay(settings.relay(), ports);
    Request request = read(relay, fetched);
    Answer answer = afterWaits(relay.handle(request, counter(request)));
    JSObject[] stream = new JSObject[1];
    Reply reply =
        answer instanceof Forward forward
            ? forwarded(forward, fetched.getBody(), stream)
            : (Reply) answer;
    String method = METHODS.contains(fetched.getMethod()) ? fetched.getMethod() : "?";
    String note = reply.note() == null ? "" : " " + reply.note();
    int millis = (int) (Promises.monotonicMillis() - start);
    Console.log(method + " " + reply.route() + " " + reply.status() + " " + millis + "ms" + note);
    return response(reply, stream[0]);
  }

  private RateLimit.Counter counter(Request request) {
    List<String> addresses = request.headers().get("cf-connecting-ip");
    return settings.relay().isRateLimited()
        ? AddressRates.of(environment, addresses == null ? null : addresses.get(0))
        : RateLimit.Counter.NONE;
  }

  /**
   * Sends an API call.
   *
   * @param stream its one element becomes the API's body where that is passed on
   */
  private static Reply forwarded(Forward forward, JSObject body, JSObject[] stream) {
    Reply[] reply = new Reply[1];
    ForwardedCall.send(
        forward,
        body,
        new ForwardedCall.Answered() {
          @Override
          public void head(int status, Map<String, List<String>> headers, JSObject answer) {
            Forward.Head head = forward.reception().answered(status, headers);
            reply[0] = head.reply();
            stream[0] = head.isBodyPassed() ? answer : null;
          }

          @Override
          public void failure(Forward.Failure failure) {
            reply[0] = forward.reception().failed(failure);
          }
        });
    return reply[0];
  }

  private Answer afterWaits(Answer answer) {
    double start = Promises.monotonicMillis();
    while (answer instanceof Wait wait) {
      double left = wait.waitMillis() - (Promises.monotonicMillis() - start);
      boolean isOver = left <= 0 || store.awaitChange(wait.rowId(), left, wait.exclusive());
      answer = wait.resumption().resume(isOver);
    }
    return answer;
  }

  private static Request read(Relay relay, FetchRequest fetched) throws Promises.RejectedException {
    Map<String, List<String>> headers = new HashMap<>();
    String[] flat = fetched.headers();
    for (int i = 0; i < flat.length; i += 2) {
      List<String> values = new ArrayList<>();
      values.add(flat[i + 1]);
      headers.put(flat[i], values);
    }
    // What stands before the target has no slash but the two of "https://".
    String url = fetched.getUrl();
    String target = url.substring(url.indexOf('/', url.indexOf("//") + 2));
    JSObject stream = relay.readsBody(target) ? fetched.getBody() : null;
    Int8Array body = Promises.await(Streams.read(stream, Request.BODY_MAX_BYTES));
    return new Request(
        fetched.getMethod(), target, headers, body == null ? null : body.toJavaArray());
  }

  private static FetchResponse response(Reply reply, JSObject stream) {
    String[] flat = new String[2 * reply.headers().size()];
    int at = 0;
    for (Map.Entry<String, String> header : reply.headers()) {
      flat[at++] = header.getKey();
      flat[at++] = header.getValue();
    }
    if (stream != null) {
      return FetchResponse.of(reply.status(), flat, stream);
    }
    byte[] body = reply.body();
    return FetchResponse.of(
        reply.status(), flat, body.length == 0 ? null : Int8Array.fromJavaArray(body));
  }
}
