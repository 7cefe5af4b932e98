package io.github.latchkey.demo.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.StaticPages;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plugin in a sandboxed frame of another site, as Framer shows it. */
class FramedTest {
  /** Without what the SDK tells Framer of its own accord. */
  private static final String CALLS =
      "() => calls.filter(({ methodName }) => methodName !== 'onPointerDown')"
          + ".map(({ methodName, args }) => methodName + ' ' + JSON.stringify(args[0]))";

  @Test
  void oneLogsInInsideFramerWhichIsToldToShowThePluginAndThatItWentWell() throws Exception {
    try (Demo demo = TestDemo.start();
        StaticPages pages = StaticPages.start();
        Chromium chromium = Chromium.launch(Chromium.PARTITIONED_STORAGE);
        BrowserContext context = chromium.newContext()) {
      pages.page("/framer", framer());
      Page page = context.newPage();
      page.navigate(pages.origin("127.0.0.1") + "/framer?plugin=" + demo.pluginUrl());
      page.waitForFunction("() => calls.some((call) => call.methodName === 'showUI')");
      PluginScreen plugin = PluginScreen.inFrameOf(page);
      plugin.awaitTitle("Not signed in");
      plugin.logInAsAda();
      page.waitForFunction("() => calls.some((call) => call.methodName === 'notify')");
      assertEquals(
          List.of(
              "showUI {\"position\":\"top right\",\"width\":320,\"height\":360}",
              "notify \"Signed in\""),
          page.evaluate(CALLS));

      page.reload();
      plugin.awaitTitle("Ada Lovelace");
    }
  }

  @Test
  void aPageOfItsOwnDoesNotLoadTheSdk() throws Exception {
    try (Demo demo = TestDemo.start();
        Chromium chromium = Chromium.launch();
        BrowserContext context = chromium.newContext()) {
      List<String> urls = new ArrayList<>();
      context.onRequest(request -> urls.add(request.url()));
      PluginScreen.open(context.newPage(), demo.pluginUrl()).awaitTitle("Not signed in");
      assertEquals(List.of(), urls.stream().filter(url -> url.contains("framer")).toList());
    }
  }

  private static String framer() throws Exception {
    try (InputStream html = FramedTest.class.getResourceAsStream("framer.html")) {
      return new String(html.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
