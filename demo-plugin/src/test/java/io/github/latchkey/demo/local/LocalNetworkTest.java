package io.github.latchkey.demo.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchPersistentContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.github.latchkey.testing.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Framer's page lies on the internet and a plugin in development on this machine: Chromium asks the
 * person whether the one may reach the other. Here the stand-in counts as a page on the internet.
 */
@ExtendWith(Running.class)
class LocalNetworkTest {
  @TempDir Path profile;

  private final List<String> failures = new ArrayList<>();

  @Test
  void untilThePersonAllowsItTheFrameStaysEmpty() {
    try (Playwright playwright = Playwright.create();
        BrowserContext context = launch(playwright)) {
      Page page = context.newPage();
      page.onRequestFailed(request -> failures.add(request.failure()));
      page.navigate(Running.demo().hostUrl());
      page.waitForCondition(() -> !failures.isEmpty());
      assertEquals(List.of("net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS"), failures);
    }
  }

  @Test
  void onceThePersonHasAllowedItOneLogsInAsEverywhere() throws IOException {
    allowInProfile(Running.demo().hostUrl());
    try (Playwright playwright = Playwright.create();
        BrowserContext context = launch(playwright)) {
      StandIn standIn = StandIn.open(context.newPage(), Running.demo(), StandIn.CANVAS);
      standIn.plugin().logInAsAda();
    }
  }

  private BrowserContext launch(Playwright playwright) {
    int port = URI.create(Running.demo().hostUrl()).getPort();
    List<String> flags = new ArrayList<>(Chromium.FLAGS);
    flags.add(Chromium.PARTITIONED_STORAGE);
    flags.add("--ip-address-space-overrides=127.0.0.1:" + port + "=public");
    LaunchPersistentContextOptions options = new LaunchPersistentContextOptions().setArgs(flags);
    if (Chromium.executable() != null) {
      options.setExecutablePath(Chromium.executable());
    }
    return playwright.chromium().launchPersistentContext(profile, options);
  }

  /**
   * Writes the person's answer where Chromium keeps it; the permission's name differs by version.
   */
  private void allowInProfile(String origin) throws IOException {
    String answer = "{\"" + origin + ",*\":{\"setting\":1}}";
    String exceptions = "\"local_network_access\":" + answer + ",\"loopback_network\":" + answer;
    Path folder = Files.createDirectories(profile.resolve("Default"));
    Files.writeString(
        folder.resolve("Preferences"),
        "{\"profile\":{\"content_settings\":{\"exceptions\":{" + exceptions + "}}}}");
  }
}
