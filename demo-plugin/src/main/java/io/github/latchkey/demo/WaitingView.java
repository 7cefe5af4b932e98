package io.github.latchkey.demo;

import static io.github.latchkey.demo.Markup.button;
import static io.github.latchkey.demo.Markup.content;
import static io.github.latchkey.demo.Markup.element;
import static io.github.latchkey.demo.Markup.problem;
import static io.github.latchkey.demo.Markup.say;
import static io.github.latchkey.demo.Markup.text;
import static io.github.latchkey.demo.Markup.title;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.Snapshot;
import org.teavm.jso.dom.html.HTMLElement;

/** A login is under way: the relay is asked where, then the person logs in elsewhere. */
final class WaitingView implements View {
  private final HTMLElement title = title("");
  private final HTMLElement words = text("p", "", "");
  private final HTMLElement openAgain =
      text("a", "button", "Open the page again")
          .withAttr("target", "_blank")
          .withAttr("rel", "noopener");
  private final HTMLElement problem = problem();
  private final HTMLElement root;

  WaitingView(OAuthClient client) {
    HTMLElement spinner = element("span", "framer-spinner").withAttr("aria-hidden", "true");
    root =
        Markup.view(
            element("div", "heading").withChild(title).withChild(spinner),
            content(words, problem),
            openAgain,
            button("Cancel", click -> client.cancelLogin()));
  }

  @Override
  public HTMLElement root() {
    return root;
  }

  @Override
  public void show(Snapshot snapshot) {
    String url = snapshot.loginUrl();
    title.withText(url == null ? "Opening" : "Waiting for you");
    words.withText(
        url == null
            ? "Asking the relay where to log in."
            : "Finish logging in on the page that has opened. If none has, open it here.");
    // A relay that gives no answer is asked again for a while; meanwhile one should know.
    say(problem, snapshot.error() == null ? null : snapshot.error().getMessage());
    // Its place is kept, so that Cancel does not move under the pointer.
    openAgain.setAttribute("class", url == null ? "button absent" : "button");
    if (url != null) {
      openAgain.setAttribute("href", url);
    }
  }
}
