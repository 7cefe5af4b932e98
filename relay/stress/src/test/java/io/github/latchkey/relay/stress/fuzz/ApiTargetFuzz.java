package io.github.latchkey.relay.stress.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Forward;
import java.net.URI;
import java.net.URISyntaxException;

/** What stands behind {@code /api/}: nothing leads to another host than the one that is listed. */
public final class ApiTargetFuzz {
  private static final FuzzedRelay RELAY = new FuzzedRelay();

  private ApiTargetFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Answer answer =
        RELAY.send(
            "GET",
            "/api/" + new String(data, ISO_8859_1),
            "",
            "origin",
            FuzzedRelay.ORIGIN,
            "authorization",
            "Bearer token");
    if (!(answer instanceof Forward forward)) {
      return;
    }
    try {
      URI url = new URI(forward.url());
      Target.hold("https".equals(url.getScheme()), "only https");
      Target.hold("api.example.com".equals(url.getRawAuthority()), "only the host that is listed");
      Target.hold(url.getRawFragment() == null, "no fragment");
    } catch (URISyntaxException e) {
      // The JDK's client sends no such URL; where it leads all the same is decided by its start.
      Target.hold(forward.url().startsWith(FuzzedRelay.API + "/"), "only the host that is listed");
    }
  }
}
