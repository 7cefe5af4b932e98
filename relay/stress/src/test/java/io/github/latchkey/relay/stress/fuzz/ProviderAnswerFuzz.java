package io.github.latchkey.relay.stress.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.port.Http;
import io.github.latchkey.relay.wire.JsonObject;
import io.github.latchkey.relay.wire.WireException;
import java.util.Arrays;
import java.util.Map;

/**
 * The provider's answer: two bytes of status, then the body. What reaches a plugin as tokens came
 * under 2xx, is an object to a second parser too, and has an {@code access_token} that is a string.
 */
public final class ProviderAnswerFuzz {
  private static final FuzzedRelay RELAY = new FuzzedRelay();
  private static final long LONGER_THAN_A_ROW_MILLIS = 600_000;

  private ProviderAnswerFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length < 2) {
      return;
    }
    int status = 100 + ((data[0] & 0xff) << 8 | data[1] & 0xff) % 500;
    byte[] body = Arrays.copyOfRange(data, 2, data.length);
    RELAY.providerAnswer =
        new Http.Response(status, Map.of("retry-after", new String(body, UTF_8)), body);
    RELAY.relay.clockMillis.addAndGet(LONGER_THAN_A_ROW_MILLIS);
    RELAY.relay.store.everPut.clear();
    Reply reply = FuzzedRelay.reply(RELAY.send("POST", "/refresh", "refresh_token=r"));
    if (reply.status() != 200) {
      Target.hold(reply.status() >= 400, "an error is one");
      return;
    }
    Target.hold(status >= 200 && status < 300, "tokens come under 2xx");
    Target.hold(!isJson(body) || Arrays.equals(reply.body(), body), "JSON is passed on as it came");
    JsonElement parsed;
    try {
      parsed = JsonParser.parseString(new String(reply.body(), UTF_8));
    } catch (JsonParseException e) {
      throw new AssertionError("what is passed on is JSON", e);
    }
    Target.hold(parsed.isJsonObject(), "tokens are an object");
    JsonElement accessToken = parsed.getAsJsonObject().get("access_token");
    Target.hold(
        accessToken != null
            && accessToken.isJsonPrimitive()
            && accessToken.getAsJsonPrimitive().isString(),
        "access_token is a string");
  }

  /** Whether it is a JSON object in UTF-8: a form, a byte-order mark and Latin-1 are converted. */
  private static boolean isJson(byte[] body) {
    try {
      JsonObject.parse(body);
      return true;
    } catch (WireException e) {
      return false;
    }
  }
}
