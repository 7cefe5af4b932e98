package io.github.latchkey.demo;

import static io.github.latchkey.demo.Markup.button;
import static io.github.latchkey.demo.Markup.content;
import static io.github.latchkey.demo.Markup.element;
import static io.github.latchkey.demo.Markup.figure;
import static io.github.latchkey.demo.Markup.figures;
import static io.github.latchkey.demo.Markup.primary;
import static io.github.latchkey.demo.Markup.problem;
import static io.github.latchkey.demo.Markup.say;
import static io.github.latchkey.demo.Markup.text;
import static io.github.latchkey.demo.Markup.title;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.Snapshot;
import io.github.latchkey.client.TokenResponse;
import org.teavm.jso.browser.Window;
import org.teavm.jso.dom.html.HTMLElement;

/** The user is signed in: who it is, and what becomes of the access token from call to call. */
final class SignedInView implements View {
  private static final int TICK_MILLIS = 250;
  private static final String NOT_PERSISTED =
      "This browser does not allow the plugin to store the session. If you close the plugin, you"
          + " have to log in again.";

  private final HTMLElement name = title("…");
  private final HTMLElement life = element("dd", "");
  private final HTMLElement refreshes = element("dd", "");
  private final HTMLElement answered = element("dd", "");
  private final HTMLElement problem = problem();
  private final HTMLElement notPersisted = element("p", "").withAttr("role", "status");
  private final HTMLElement call;
  private final HTMLElement root;
  private final OAuthClient client;
  private final ProfileCalls calls;
  private final int clock;

  /**
   * Makes one.
   *
   * @param profileUrl what is called
   * @param onImport goes to the import; null where there is no CMS
   */
  SignedInView(OAuthClient client, String profileUrl, Runnable onImport) {
    this.client = client;
    calls = new ProfileCalls(client, profileUrl, this::showCalls);
    call = primary("Call the API", click -> calls.call());
    HTMLElement logOut = button("Log out", click -> client.logout());
    HTMLElement content =
        content(
            text("p", "", "You are signed in."),
            figures(
                figure("Access token", life),
                figure("Refreshes seen", refreshes),
                figure("Calls answered", answered)),
            notPersisted,
            problem);
    root =
        onImport == null
            ? Markup.view(name, content, call, logOut)
            : Markup.view(
                name,
                content,
                call,
                logOut,
                button("Import into the CMS", click -> onImport.run()));
    clock = Window.setInterval(this::showLife, TICK_MILLIS);
    showCalls();
    calls.call();
  }

  @Override
  public HTMLElement root() {
    return root;
  }

  @Override
  public void show(Snapshot snapshot) {
    say(notPersisted, snapshot.isPersisted() ? null : NOT_PERSISTED);
    showLife();
  }

  @Override
  public void close() {
    Window.clearInterval(clock);
  }

  private void showLife() {
    TokenResponse tokens = client.tokens();
    if (tokens == null) {
      return;
    }
    int seconds =
        AccessTokenLife.secondsLeft(
            tokens.getObtainedAtMillis(), tokens.getExpiresInSeconds(), System.currentTimeMillis());
    life.withText(
        seconds < 0
            ? "for as long as the API takes it"
            : seconds == 0 ? "expired" : seconds + " s left");
  }

  private void showCalls() {
    if (calls.name() != null) {
      name.withText(calls.name());
    }
    refreshes.withText(Integer.toString(calls.refreshes()));
    answered.withText(Integer.toString(calls.answered()));
    say(problem, calls.problem());
    call.setAttribute("aria-busy", calls.isUnderWay() ? "true" : "false");
    showLife();
  }
}
