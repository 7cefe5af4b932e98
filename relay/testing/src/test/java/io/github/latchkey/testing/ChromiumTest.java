package io.github.latchkey.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

class ChromiumTest {
  @Test
  void whatAPageSaysAndAsksForIsObserved() throws Exception {
    try (FakeProvider provider = FakeProvider.start();
        Chromium chromium = Chromium.launch();
        BrowserContext context = chromium.newContext()) {
      Observed observed = Observed.of(context);
      Page page = context.newPage();
      page.navigate(provider.origin() + "/api/profile?asked");
      page.evaluate("console.log('said')");
      page.evaluate("void Promise.reject(new Error('unhandled'))");
      page.waitForCondition(() -> !observed.pageErrors().isEmpty());
      assertTrue(observed.requestUrls().contains(provider.origin() + "/api/profile?asked"));
      assertTrue(observed.consoleMessages().contains("said"));
      assertEquals(1, observed.pageErrors().size());
      assertTrue(observed.pageErrors().get(0).contains("unhandled"));
    }
  }
}
