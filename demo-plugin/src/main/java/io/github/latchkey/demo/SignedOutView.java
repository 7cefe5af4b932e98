package io.github.latchkey.demo;

import static io.github.latchkey.demo.Markup.content;
import static io.github.latchkey.demo.Markup.primary;
import static io.github.latchkey.demo.Markup.problem;
import static io.github.latchkey.demo.Markup.say;
import static io.github.latchkey.demo.Markup.text;
import static io.github.latchkey.demo.Markup.title;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.Snapshot;
import org.teavm.jso.dom.html.HTMLElement;

/** Nobody is signed in: why not, where there is a reason, and the way in. */
final class SignedOutView implements View {
  private final HTMLElement problem = problem();
  private final HTMLElement root;

  /**
   * Makes one.
   *
   * @param client who logs in
   * @param wasSignedIn whether the user was signed in a moment ago
   */
  SignedOutView(OAuthClient client, boolean wasSignedIn) {
    root =
        Markup.view(
            title(wasSignedIn ? "Signed out" : "Not signed in"),
            content(
                text("p", "", "The login opens in your browser. Then come back here."), problem),
            // In the click itself: a browser opens windows for clicks, not for what comes later.
            primary("Log in", click -> client.login()));
  }

  @Override
  public HTMLElement root() {
    return root;
  }

  @Override
  public void show(Snapshot snapshot) {
    say(problem, snapshot.error() == null ? null : snapshot.error().getMessage());
  }
}
