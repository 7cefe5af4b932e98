package io.github.latchkey.client.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A plugin where Framer puts it: in a sandboxed frame of another site, with partitioned storage.
 */
class FramedPluginTest {
  @RegisterExtension final Stage stage = new Stage();

  @Test
  void logsInAndIsSignedInAfterAReload() {
    stage.servePlugin("/", "");
    stage
        .pages()
        .page(
            "/host",
            "<!doctype html><title>Host</title><iframe src='"
                + stage.pages().origin()
                + "/' sandbox='allow-scripts allow-same-origin allow-popups"
                + " allow-popups-to-escape-sandbox'></iframe>");
    Page host = stage.context().newPage();
    host.navigate(stage.pages().origin("127.0.0.1") + "/host");
    FrameLocator frame = host.frameLocator("iframe");
    stage.window(() -> frame.locator("#login").click());
    pluginFrame(host).waitForFunction("client.getSnapshot().isSignedIn");
    host.reload();
    frame.locator("#login").waitFor();
    pluginFrame(host).waitForFunction("globalThis.isReady");
    assertEquals(true, pluginFrame(host).evaluate("client.getSnapshot().isSignedIn"));
    assertEquals(true, pluginFrame(host).evaluate("client.getSnapshot().isPersisted"));
  }

  private static Frame pluginFrame(Page host) {
    return host.frames().get(1);
  }
}
