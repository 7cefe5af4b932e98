package io.github.latchkey.relay;

import io.github.latchkey.relay.RouteTable.Place;
import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.Origin;
import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.relay.page.Page;
import io.github.latchkey.relay.page.Pages;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.wire.Ascii;
import io.github.latchkey.relay.wire.Form;
import io.github.latchkey.relay.wire.Utf8;
import io.github.latchkey.relay.wire.WireException;
import java.util.List;
import java.util.Map;

/** The relay's one door: the route table, and what every request must pass before its route. */
public final class Relay {
  private static final int TARGET_MAX_CHARACTERS = 16 * 1024;

  private final Pages pages;
  private final RouteTable routes;

  /**
   * Makes a relay.
   *
   * @param settings what it serves
   * @param ports what the host gives it
   */
  public Relay(RelaySettings settings, Ports ports) {
    pages = new Pages(ports.crypto());
    routes = new RouteTable(settings, ports, pages);
  }

  /**
   * Answers one request. Never throws for anything that a caller sent.
   *
   * @param request as it came
   * @return the reply, or a wait where it is too early
   */
  public Answer handle(Request request) {
    return handle(request, RateLimit.Counter.NONE);
  }

  /**
   * The same for a host that counts by address.
   *
   * @param counter asked once at most, after everything that refuses without it
   */
  public Answer handle(Request request, RateLimit.Counter counter) {
    Place place = routes.find(request.target());
    return guarded(request, place, () -> admit(request, place, counter));
  }

  /**
   * Whether {@link #handle} wants the body of a request. Where it does not, the host leaves it
   * unread for a {@link Forward}, and hands over an empty one.
   *
   * @param target as it came
   */
  public boolean readsBody(String target) {
    Place place = routes.find(target);
    return place == null || place.endpoint().readsParameters();
  }

  /** Something that answers, perhaps by throwing. */
  private interface Answering {
    Answer answer();
  }

  /** Finishes replies, of waits too, and turns a fault of our own into one. */
  private Answer guarded(Request request, Place place, Answering answering) {
    Answer answer;
    try {
      answer = answering.answer();
    } catch (RuntimeException e) {
      // The class alone: a message may hold what was being worked on.
      Reply reply = refuse(place, 500, "server_error: the relay failed.");
      answer = reply.noted("failed with " + e.getClass().getName());
    }
    if (answer instanceof Wait wait) {
      Wait.Resumption resumption = wait.resumption();
      Request held = request.held();
      return wait.resumedBy(passed -> guarded(held, place, () -> resumption.resume(passed)));
    }
    if (answer instanceof Forward forward) {
      return new Forward(
          forward.plugin(),
          forward.method(),
          forward.url(),
          forward.headers(),
          forward.bodyBytes(),
          new FinishedReception(request, place, forward.reception()));
    }
    return finished(request, place, (Reply) answer);
  }

  /** Finishes the replies of another one. */
  private final class FinishedReception implements Forward.Reception {
    private final Request request;
    private final Place place;
    private final Forward.Reception reception;

    FinishedReception(Request request, Place place, Forward.Reception reception) {
      this.request = request;
      this.place = place;
      this.reception = reception;
    }

    @Override
    public Forward.Head answered(int status, Map<String, List<String>> headers) {
      Forward.Head head = reception.answered(status, headers);
      return new Forward.Head(finished(request, place, head.reply()), head.isBodyPassed());
    }

    @Override
    public Reply failed(Forward.Failure failure) {
      return finished(request, place, reception.failed(failure));
    }
  }

  private static Reply finished(Request request, Place place, Reply reply) {
    reply = reply.with("Cache-Control", "no-store");
    reply = reply.with("X-Content-Type-Options", "nosniff");
    if (place != null && place.plugin().isPublicHttps()) {
      // RFC 6797: from the first visit on, a browser never uses plain http for this host.
      reply = reply.with("Strict-Transport-Security", "max-age=31536000");
    }
    if (place != null && place.endpoint().isForPlugins() && isOriginAllowed(request, place)) {
      reply = Origin.readable(reply, request, place.endpoint().audience().exposedHeaders);
    }
    String name = place == null ? "-" : place.name();
    return reply.from(name);
  }

  private static boolean isOriginAllowed(Request request, Place place) {
    return Origin.isAllowed(request, place.plugin().settings().allowedOrigins());
  }

  /** In this order: what refuses costs little, and nothing happens before the origin is known. */
  private Answer admit(Request request, Place place, RateLimit.Counter counter) {
    List<String> hosts = request.headers("host");
    if (hosts.size() != 1 || hosts.get(0).isEmpty()) {
      return Reply.text(400, "Send exactly one Host header.");
    }
    if (place == null) {
      return Reply.text(404, "There is nothing here.");
    }
    Endpoint endpoint = place.endpoint();
    if (endpoint.isForPlugins() && !isOriginAllowed(request, place)) {
      return Origin.refuse(request);
    }
    String methods = join(endpoint.methods());
    if (endpoint.isForPlugins() && request.method().equals("OPTIONS")) {
      return Origin.preflight(methods, endpoint.audience().allowedHeaders);
    }
    if (!endpoint.methods().contains(request.method())) {
      String allow = endpoint.isForPlugins() ? methods + ", OPTIONS" : methods;
      return Reply.text(405, "Method not allowed.").with("Allow", allow);
    }
    if (request.body() == null) {
      return refuse(place, 413, "The body is longer than 16 KiB.");
    }
    if (request.target().length() > TARGET_MAX_CHARACTERS) {
      return refuse(place, 414, "The target is longer than 16 KiB.");
    }
    if (!endpoint.readsParameters()) {
      return passedOn(new Call(new Form(), new Form(), false, request), place, counter);
    }
    if (request.body().length > 0 && !isForm(request)) {
      return refuse(place, 415, "The body must be application/x-www-form-urlencoded.");
    }
    try {
      return parsed(request, place, counter);
    } catch (WireException e) {
      return refuse(place, 400, "invalid_request: what was sent " + e.getMessage() + ".");
    }
  }

  private Answer passedOn(Call call, Place place, RateLimit.Counter counter) {
    Answer answer = place.endpoint().route().answer(call);
    int retryAfterSeconds = answer instanceof Forward ? retryAfterSeconds(place, counter) : 0;
    return retryAfterSeconds > 0
        ? RateLimited.reply(place.endpoint(), call, pages, retryAfterSeconds)
        : answer;
  }

  private Answer parsed(Request request, Place place, RateLimit.Counter counter)
      throws WireException {
    Endpoint endpoint = place.endpoint();
    int mark = request.target().indexOf('?');
    String queryText = mark < 0 ? "" : request.target().substring(mark + 1);
    // Published plugins put refresh tokens into the query, where a plus sign is a plus sign.
    Form query = Form.parse(queryText, !endpoint.isForPlugins());
    Form body = Form.parse(Utf8.decode(request.body()), true);
    boolean isNative = false;
    for (String field : endpoint.nativeFields()) {
      isNative |= body.get(field) != null;
    }
    Call call = new Call(query, body, isNative, request);
    if (query.repeats(body) || body.repeats(query)) {
      String problem = "a parameter is repeated.";
      return endpoint.isForPlugins()
          ? call.error(400, "invalid_request", problem)
          : pages.show(400, Page.FAILED);
    }
    int retryAfterSeconds = retryAfterSeconds(place, counter);
    return retryAfterSeconds > 0
        ? RateLimited.reply(endpoint, call, pages, retryAfterSeconds)
        : new StoreRetry(endpoint, call, pages).answer();
  }

  private static int retryAfterSeconds(Place place, RateLimit.Counter counter) {
    RateLimit limit = place.endpoint().rateLimit();
    if (limit == null) {
      return 0;
    }
    return counter.retryAfterSeconds(
        limit, limit.isByPlugin() ? place.plugin().settings().basePath() : "");
  }

  private Reply refuse(Place place, int status, String line) {
    return place == null || place.endpoint().isForPlugins()
        ? Reply.text(status, line)
        : pages.show(status, Page.FAILED);
  }

  private static String join(List<String> words) {
    StringBuilder joined = new StringBuilder();
    for (String word : words) {
      joined.append(joined.length() == 0 ? "" : ", ").append(word);
    }
    return joined.toString();
  }

  private static boolean isForm(Request request) {
    List<String> types = request.headers("content-type");
    if (types.size() != 1) {
      return false;
    }
    String type = types.get(0);
    int semicolon = type.indexOf(';');
    type = (semicolon < 0 ? type : type.substring(0, semicolon)).trim();
    return Ascii.lowerCase(type).equals("application/x-www-form-urlencoded");
  }
}
