package io.github.latchkey.relay.stress.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.wire.Form;

/**
 * A read key, a state or a ticket, as a text that began as one of ours. Nobody makes one up: the
 * store and the provider hear of none. One that is ours in every character is left alone.
 */
public final class KeyFuzz {
  private static final FuzzedRelay RELAY = new FuzzedRelay();

  private KeyFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String text = new String(data, ISO_8859_1);
    if (Genuine.ALL.contains(text)) {
      return;
    }
    String encoded = Form.percentEncode(text);
    int callsBefore = RELAY.providerCalls.get();
    int readsBefore = RELAY.relay.store.reads.get();
    for (String spelling : new String[] {encoded, text}) {
      polls(spelling);
      Reply redirected =
          FuzzedRelay.reply(RELAY.send("GET", "/redirect?code=c&state=" + spelling, ""));
      Target.hold(isTurnedAway(redirected), "a state is not made up");
    }
    Target.hold(RELAY.providerCalls.get() == callsBefore, "the provider is not bothered");
    Target.hold(RELAY.relay.store.reads.get() == readsBefore, "the store is not bothered");
  }

  private static void polls(String spelling) {
    Reply inBody = FuzzedRelay.reply(RELAY.send("POST", "/poll", "readKey=" + spelling));
    Reply inQuery = FuzzedRelay.reply(RELAY.send("POST", "/poll?readKey=" + spelling, ""));
    for (Reply reply : new Reply[] {inBody, inQuery}) {
      boolean isRefused = reply.status() == 400 || reply.status() == 413 || reply.status() == 414;
      Target.hold(isRefused, "a read key is not made up");
    }
  }

  private static boolean isTurnedAway(Reply reply) {
    return reply.status() >= 400 || FuzzedRelay.header(reply, "Location").equals("/done/failed");
  }
}
