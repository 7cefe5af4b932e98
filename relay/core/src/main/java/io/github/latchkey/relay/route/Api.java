package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Request;
import io.github.latchkey.relay.settings.ProviderSettings;
import io.github.latchkey.relay.settings.WebUrl;
import io.github.latchkey.relay.wire.Ascii;
import io.github.latchkey.relay.wire.Numbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /api/HOST/PATH}: passes calls on to APIs that refuse browsers, with the caller's token
 * (RFC 6750 section 2.1). To listed hosts only, without redirects, and with headers by list: an API
 * must not set policy for the relay's origin.
 */
public final class Api implements Route {
  public static final String PATH = "/api/";
  private static final String BEARER = "bearer ";

  private final String basePath;
  private final int prefixCharacters;
  private final Map<String, WebUrl> origins = new HashMap<>();
  private final List<String> moreHeaders;
  private final ProviderSettings provider;

  /** Makes the route. */
  public Api(Plugin plugin) {
    basePath = plugin.settings().basePath();
    prefixCharacters = plugin.publicPath(PATH).length();
    for (WebUrl origin : plugin.settings().apiOrigins()) {
      origins.put(origin.authority(), origin);
    }
    moreHeaders = plugin.settings().apiHeaders();
    provider = plugin.settings().provider();
  }

  @Override
  public Answer answer(Call call) {
    Request request = call.request();
    if (!request.headers().containsKey("origin")) {
      return Reply.text(403, "Only the plugin's pages may call APIs here.");
    }
    String target = request.target();
    int end = prefixCharacters;
    while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
      end++;
    }
    // Exactly as it is listed: nothing that another parser could read as another host.
    String host = target.substring(prefixCharacters, end);
    String origin = origin(host);
    if (origin == null) {
      return Reply.text(403, "API_ORIGINS does not list this host.");
    }
    if (!hasBearer(request)) {
      Reply reply = Reply.text(401, "Authorization: Bearer is missing.");
      return reply.with("WWW-Authenticate", "Bearer");
    }
    String rest = target.substring(end);
    if (!isPassable(rest)) {
      return Reply.text(400, "This path cannot be passed on.");
    }
    long bodyBytes = bodyBytes(request);
    if (bodyBytes > Forward.BODY_MAX_BYTES) {
      return tooLong();
    }
    return new Forward(
        basePath,
        request.method(),
        origin + (rest.startsWith("/") ? "" : "/") + rest,
        ApiHeaders.passedOn(request.headers()),
        bodyBytes,
        new Reception(host, moreHeaders));
  }

  /** What the host is listed as, or null where it is not. */
  private String origin(String host) {
    WebUrl listed = origins.get(host);
    if (listed != null) {
      return listed.hasSubdomain() ? null : listed.origin();
    }
    int dot = host.indexOf('.');
    if (dot < 0 || !provider.endpoints().takesSubdomain(host.substring(0, dot))) {
      return null;
    }
    listed = origins.get(WebUrl.SUBDOMAIN + host.substring(dot + 1));
    return listed == null ? null : listed.at(host.substring(0, dot)).origin();
  }

  private static boolean hasBearer(Request request) {
    List<String> values = request.headers("authorization");
    return values.size() == 1
        && Ascii.lowerCase(values.get(0)).startsWith(BEARER)
        && values.get(0).length() > BEARER.length();
  }

  /** Whether every parser reads it as path and query (RFC 3986), and none as anything else. */
  private static boolean isPassable(String rest) {
    int mark = rest.indexOf('?');
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      boolean isInPath = mark < 0 || i < mark;
      if (c <= ' ' || c > '~' || "\"#<>\\^`{|}".indexOf(c) >= 0) {
        return false;
      }
      if (isInPath && (c == '[' || c == ']')) {
        return false;
      }
      if (c == '%' && !(Ascii.isHexDigit(rest, i + 1) && Ascii.isHexDigit(rest, i + 2))) {
        return false;
      }
    }
    return true;
  }

  private static long bodyBytes(Request request) {
    if (request.headers().containsKey("transfer-encoding")) {
      return -1;
    }
    List<String> values = request.headers().getOrDefault("content-length", List.of("0"));
    int length = Numbers.parse(values.get(0), 0, Forward.BODY_MAX_BYTES);
    return length < 0 ? Long.MAX_VALUE : length;
  }

  private static Reply tooLong() {
    return Reply.text(413, "The body is longer than 4 MiB.");
  }

  /** What becomes of the answer of one host. */
  private record Reception(String host, List<String> moreHeaders) implements Forward.Reception {
    private static final String POLICY = "default-src 'none'; sandbox";

    @Override
    public Forward.Head answered(int status, Map<String, List<String>> headers) {
      if (status < 200 || status > 599) {
        return refusal("The API's answer is not HTTP.");
      }
      if (status >= 300 && status < 400 && status != 304) {
        // It could lead anywhere, the token with it.
        return refusal("The API answered with a redirect, and none is followed here.");
      }
      Reply reply = Reply.empty(status);
      for (Map.Entry<String, String> header : ApiHeaders.passedBack(headers, moreHeaders)) {
        reply = reply.with(header.getKey(), header.getValue());
      }
      reply = reply.with("Content-Security-Policy", POLICY);
      return new Forward.Head(reply.noted(host), true);
    }

    private Forward.Head refusal(String line) {
      return new Forward.Head(Reply.text(502, line).noted(host), false);
    }

    @Override
    public Reply failed(Forward.Failure failure) {
      Reply reply =
          switch (failure) {
            case BUSY -> later(503);
            case TOO_MANY -> later(429);
            case BODY_TOO_LONG -> tooLong();
            case ANSWER_TOO_LONG -> Reply.text(502, "The API's answer is longer than 16 MiB.");
            case UNREACHABLE -> Reply.text(502, "The API cannot be reached.");
            case LATE -> Reply.text(504, "The API gave no answer within 60 s.");
          };
      return reply.noted(host);
    }

    private static Reply later(int status) {
      Reply reply = Reply.text(status, "Too many API calls at once. Try again.");
      return reply.with("Retry-After", "1");
    }
  }
}
