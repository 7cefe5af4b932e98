package io.github.latchkey.demo;

import static io.github.latchkey.demo.Markup.content;
import static io.github.latchkey.demo.Markup.text;
import static io.github.latchkey.demo.Markup.title;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.Snapshot;
import io.github.latchkey.demo.cms.CollectionImport;
import io.github.latchkey.demo.cms.Progress;
import io.github.latchkey.framer.ClosePluginOptions;
import io.github.latchkey.framer.Framer;
import io.github.latchkey.framer.NotifyOptions;
import org.teavm.jso.dom.html.HTMLElement;

/**
 * An import that nobody watches: Framer shows its words beside the canvas, and the plugin ends with
 * it. The view itself is seen in the moment only in which the window closes after a login.
 */
final class SyncView implements View {
  private final HTMLElement root =
      Markup.view(
          title("Importing the catalogue"),
          content(text("p", "", "This window closes by itself.")));
  private final OAuthClient client;
  private final Framer framer;
  private final CollectionImport running;

  SyncView(OAuthClient client, String url, Framer framer) {
    this.client = client;
    this.framer = framer;
    running =
        new CollectionImport(
            client, url, framer, framer::getActiveManagedCollection, this::showProgress);
    running.start();
  }

  @Override
  public HTMLElement root() {
    return root;
  }

  @Override
  public void show(Snapshot snapshot) {
    // What it shows of the session is that there is one.
  }

  @Override
  public void close() {
    running.cancel();
    framer.setBackgroundMessage(null);
  }

  private void showProgress(Progress progress) {
    switch (progress.state()) {
      case RUNNING ->
          framer.setBackgroundMessage(
              progress.words() != null
                  ? progress.words()
                  : "Importing: " + progress.rows() + " of " + progress.total() + " rows");
      case DONE -> end(progress, NotifyOptions.SUCCESS);
      case FAILED -> end(progress, NotifyOptions.ERROR);
      case LOGIN_NEEDED -> {
        // Most often the client has signed out already, and the login is shown instead of this.
        if (client.getSnapshot().isSignedIn()) {
          client.logout();
        }
      }
      default -> {
        // Cancelled: the view was closed.
      }
    }
  }

  private void end(Progress progress, String variant) {
    framer.closePlugin(progress.words(), ClosePluginOptions.create().variant(variant));
  }
}
