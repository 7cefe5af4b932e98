package io.github.latchkey.relay.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.github.latchkey.relay.server.TestRelay;
import io.github.latchkey.testing.Chromium;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever is in a query, a browser that opens it runs nothing, asks nobody, and shows none of it.
 */
final class T24HostileQueriesTest {
  private static final int QUERIES = Boolean.getBoolean("soak") ? 5_000 : 60;
  private static final String CANARY = "canary7f3a";

  private static final String[] PATHS = {
    "/redirect",
    "/start",
    "/done",
    "/done/failed",
    "/done/refused",
    "/done/expired",
    "/",
    "/nowhere"
  };

  private static final String[] NAMES = {
    "state", "code", "error", "error_description", "iss", "ticket", "action", "readKey", "__proto__"
  };

  private static final String[] VALUES = {
    "<script>alert('" + CANARY + "')</script>",
    "\"><img src=//127.0.0.1:9/" + CANARY + " onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "</style><style>@import'//127.0.0.1:9/a'</style>",
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "\r\nLocation: http://127.0.0.1:9/" + CANARY,
    "\r\n\r\n<script>alert(1)</script>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/" + CANARY + "'>",
    "<base href=http://127.0.0.1:9/>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "\u202e\u0000\uffff",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "<a href=//127.0.0.1:9/ autofocus onfocus=alert(1)>",
    CANARY
  };

  private static String encoded(String text, Random random) {
    StringBuilder out = new StringBuilder();
    for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      // Some signs as they are, as a browser would let an attacker write them.
      boolean isPlain = c > ' ' && c < 0x7f && "%&#+".indexOf(c) < 0 && random.nextInt(3) > 0;
      out.append(isPlain ? String.valueOf(c) : String.format("%%%02x", (int) c));
    }
    return out.toString();
  }

  @Test
  void noDialogNoForeignRequestAndNothingShown() throws Exception {
    Random random = new Random(24);
    try (TestRelay relay = new TestRelay(settings -> settings.remove("LOGIN_CONFIRMATION"));
        Chromium chromium = Chromium.launch();
        BrowserContext context = chromium.newContext()) {
      List<String> misdeeds = new ArrayList<>();
      Page page = context.newPage();
      page.onDialog(
          dialog -> {
            misdeeds.add("a dialog: " + dialog.message());
            dialog.dismiss();
          });
      page.onPopup(popup -> misdeeds.add("a popup"));
      page.onRequest(
          request -> {
            if (!request.url().startsWith(relay.origin() + "/")) {
              misdeeds.add("a request to " + request.url());
            }
          });
      for (int i = 0; i < QUERIES; i++) {
        StringBuilder url = new StringBuilder(relay.origin());
        url.append(PATHS[i % PATHS.length]);
        for (int j = 0, n = 1 + random.nextInt(4); j < n; j++) {
          url.append(j == 0 ? '?' : '&').append(NAMES[random.nextInt(NAMES.length)]).append('=');
          url.append(encoded(VALUES[random.nextInt(VALUES.length)], random));
        }
        try {
          page.navigate(url.toString());
        } catch (PlaywrightException e) {
          // A target that the JDK's server cuts off: nothing is shown at all.
          continue;
        }
        String shown = page.content();
        assertFalse(shown.contains(CANARY), () -> url + "\n" + shown);
        assertEquals(List.of(), misdeeds, url.toString());
      }
      // Where the query was a login's, it is not in the address bar any more.
      page.navigate(relay.origin() + "/redirect?state=a&code=" + CANARY);
      assertEquals(relay.origin() + "/done/browser", page.url());
    }
  }
}
