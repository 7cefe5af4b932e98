package io.github.latchkey.relay.stress.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.latchkey.relay.http.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request as a text: method, target, headers, a blank line, the body. Whatever it is, it is
 * answered in order, and neither the store nor the provider hears of it.
 */
public final class RequestFuzz {
  private static final FuzzedRelay RELAY = new FuzzedRelay();

  private RequestFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, ISO_8859_1);
    int end = text.indexOf("\n\n");
    String[] lines = (end < 0 ? text : text.substring(0, end)).split("\n", -1);
    byte[] body = end < 0 ? new byte[0] : text.substring(end + 2).getBytes(ISO_8859_1);
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 2; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers
            .computeIfAbsent(
                lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
            .add(lines[i].substring(colon + 1).strip());
      }
    }
    int callsBefore = RELAY.providerCalls.get();
    int readsBefore = RELAY.relay.store.reads.get();
    String target = lines.length > 1 ? lines[1] : "/";
    RELAY.handle(
        new Request(lines[0], target, headers, body.length > Request.BODY_MAX_BYTES ? null : body));
    boolean isRefresh = target.contains("/refresh");
    Target.hold(
        isRefresh || RELAY.providerCalls.get() == callsBefore, "the provider is not bothered");
    Target.hold(
        isRefresh || RELAY.relay.store.reads.get() == readsBefore, "the store is not bothered");
  }
}
