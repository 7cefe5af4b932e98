package io.github.latchkey.demo;

import static io.github.latchkey.demo.Markup.button;
import static io.github.latchkey.demo.Markup.content;
import static io.github.latchkey.demo.Markup.element;
import static io.github.latchkey.demo.Markup.figure;
import static io.github.latchkey.demo.Markup.figures;
import static io.github.latchkey.demo.Markup.primary;
import static io.github.latchkey.demo.Markup.problem;
import static io.github.latchkey.demo.Markup.say;
import static io.github.latchkey.demo.Markup.title;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.Snapshot;
import io.github.latchkey.demo.cms.CollectionImport;
import io.github.latchkey.demo.cms.Progress;
import io.github.latchkey.framer.Framer;
import io.github.latchkey.framer.cms.ManagedCollection;
import java.util.function.Supplier;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLElement;

/** The import of the API's table: how far it is, what it did, and why it ended. */
final class ImportView implements View {
  private static final String NOT_ALLOWED = "You are not allowed to change this collection.";

  private final OAuthClient client;
  private final String url;
  private final Framer framer;
  private final Supplier<JSPromise<ManagedCollection>> target;
  private final Runnable endPermissions;
  private final HTMLElement status = element("p", "").withAttr("role", "status");
  private final HTMLElement bar = element("progress", "").withAttr("aria-label", "Rows imported");
  private final HTMLElement added = element("dd", "");
  private final HTMLElement changed = element("dd", "");
  private final HTMLElement removed = element("dd", "");
  private final HTMLElement problem = problem();
  private final HTMLElement start = primary("Import", click -> start());
  private final HTMLElement cancel = button("Cancel", click -> cancel());
  private final HTMLElement root;
  private CollectionImport running;

  /**
   * Makes one.
   *
   * @param url where the API has the table
   * @param target gives the collection
   * @param leaveLabel what the last button says
   * @param leave what it does
   */
  ImportView(
      OAuthClient client,
      String url,
      Framer framer,
      Supplier<JSPromise<ManagedCollection>> target,
      String leaveLabel,
      Runnable leave) {
    this.client = client;
    this.url = url;
    this.framer = framer;
    this.target = target;
    root =
        Markup.view(
            title("Import the catalogue"),
            content(
                bar,
                figures(
                    figure("Added", added), figure("Changed", changed), figure("Removed", removed)),
                // Below, because they are of any length and nothing may jump.
                status,
                problem),
            start,
            cancel,
            button(leaveLabel, click -> leave.run()));
    endPermissions = CollectionImport.onAllowed(framer, isAllowed -> showAllowed());
    showProgress(Progress.READY);
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
    endPermissions.run();
    cancel();
  }

  private void start() {
    if (running == null && CollectionImport.isAllowed(framer)) {
      running = new CollectionImport(client, url, framer, target, this::showProgress);
      running.start();
    }
  }

  private void cancel() {
    if (running != null) {
      running.cancel();
    }
  }

  private void showAllowed() {
    // An import under way says by itself what became of it.
    if (running != null) {
      return;
    }
    boolean isAllowed = CollectionImport.isAllowed(framer);
    start.setAttribute("aria-disabled", isAllowed ? "false" : "true");
    if (!isAllowed && problem.isHidden()) {
      say(problem, NOT_ALLOWED);
    } else if (isAllowed && problem.getTextContent().startsWith(NOT_ALLOWED)) {
      say(problem, null);
    }
  }

  private void showProgress(Progress progress) {
    boolean isRunning = progress.state() == Progress.State.RUNNING;
    if (!isRunning) {
      running = null;
    }
    boolean isFailure =
        progress.state() == Progress.State.FAILED
            || progress.state() == Progress.State.LOGIN_NEEDED;
    say(problem, isFailure ? progress.words() : null);
    status.withText(statusWords(progress, isFailure));
    bar.setAttribute("max", Integer.toString(Math.max(1, progress.total())));
    bar.setAttribute("value", Integer.toString(progress.rows()));
    added.withText(Integer.toString(progress.added()));
    changed.withText(Integer.toString(progress.changed()));
    removed.withText(Integer.toString(progress.removed()));
    // Not "disabled", which would take the focus from who has just pressed it.
    start.setAttribute("aria-disabled", isRunning ? "true" : "false");
    cancel.setAttribute("aria-disabled", isRunning ? "false" : "true");
    showAllowed();
  }

  private static String statusWords(Progress progress, boolean isFailure) {
    if (isFailure) {
      // The problem says it all, and needs the room.
      return "";
    }
    if (progress.words() != null) {
      return progress.words();
    }
    if (progress.total() > 0) {
      return progress.rows() + " of " + progress.total() + " rows";
    }
    return progress.state() == Progress.State.RUNNING
        ? "Asking the API."
        : "Rows of the API become items of a collection.";
  }
}
