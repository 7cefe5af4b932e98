package io.github.latchkey.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

class ChromiumTest {
  @Test
  void whatAPageSaysAndAsksForIsObserved() throws Exception {
    try (StaticPages pages = StaticPages.start().page("/", "<!doctype html>");
        Chromium chromium = Chromium.launch();
        BrowserContext context = chromium.newContext()) {
      Observed observed = Observed.of(context);
      Page page = context.newPage();
      page.navigate(pages.origin() + "/?asked");
      page.evaluate("console.log('said')");
      page.evaluate("void Promise.reject(new Error('unhandled'))");
      page.waitForCondition(() -> !observed.pageErrors().isEmpty());
      assertTrue(observed.requestUrls().contains(pages.origin() + "/?asked"));
      assertTrue(observed.consoleMessages().contains("said"));
      assertEquals(1, observed.pageErrors().size());
      assertTrue(observed.pageErrors().get(0).contains("unhandled"));
    }
  }

  @Test
  void aFramesStorageIsPartitionedWhereThatIsAskedFor() throws Exception {
    try (StaticPages pages = StaticPages.start();
        Chromium chromium = Chromium.launch(Chromium.PARTITIONED_STORAGE);
        BrowserContext context = chromium.newContext()) {
      pages.page("/plugin", "<!doctype html>");
      pages.page("/host", "<!doctype html><iframe src='" + pages.origin() + "/plugin'></iframe>");
      Page page = context.newPage();
      page.navigate(pages.origin() + "/plugin");
      page.evaluate("localStorage.setItem('tokens', 'of the top-level page')");
      page.navigate(pages.origin("127.0.0.1") + "/host");
      page.waitForCondition(() -> page.frames().size() == 2);
      assertNull(page.frames().get(1).evaluate("localStorage.getItem('tokens')"));
    }
  }
}
