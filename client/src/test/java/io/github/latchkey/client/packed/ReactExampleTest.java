package io.github.latchkey.client.packed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example in React, built from the packed package and run in StrictMode. */
class ReactExampleTest {
  private static final PackedPackage PROJECT = PackedPackage.installed();

  @Test
  void logsInShowsTheProfileAndLogsOut() throws Exception {
    try (Place place = new Place()) {
      PROJECT.write("example.tsx", place.withAddresses(PROJECT.text("plugin.tsx")));
      place.pages().script("/example.js", PROJECT.bundle("example.tsx"));
      Page page = place.open("/", "<script type=module src=/example.js></script>");
      place.logIn(page, "text='Log in'");
      assertThat(page.getByText("Log out Ada")).isVisible();
      page.reload();
      page.click("text=Log out Ada");
      assertThat(page.locator("text='Log in'")).isVisible();
      // React's development build says there what is wrong, and StrictMode runs each effect twice.
      assertEquals(
          List.of(),
          place.observed().consoleMessages().stream()
              .filter(message -> message.startsWith("Warning:"))
              .toList());
    }
  }
}
