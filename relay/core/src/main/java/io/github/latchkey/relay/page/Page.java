package io.github.latchkey.relay.page;

/** A page at the end of a login. Its text is constant, whatever the request contains. */
public enum Page {
  /** The tokens are there. */
  DONE(Mark.GOOD, "You are logged in", "You can close this page and go back to Framer."),
  /** The user cancelled, or refused at the provider. */
  REFUSED(
      Mark.NEUTRAL,
      "You are not logged in",
      "The login was cancelled, or access was refused. To try again, go back to Framer and click"
          + " “Log in”."),
  /** The provider refused, or the link was not issued by this relay. */
  FAILED(
      Mark.BAD, "The login failed", "Close this page, go back to Framer and click “Log in” again."),
  /** The login took longer than {@code LOGIN_SECONDS}. */
  EXPIRED(
      Mark.BAD,
      "This login has expired",
      "Close this page, go back to Framer and click “Log in” again."),
  /** The login was confirmed in another browser, or this one has no cookie. */
  OTHER_BROWSER(
      Mark.BAD,
      "Log in again in this browser",
      "The login was started in another browser, or this browser does not accept cookies. Close this"
          + " page, go back to Framer, click “Log in” again and stay in this browser."),
  /** The browser's address has exceeded a rate limit. */
  TOO_OFTEN(
      Mark.NEUTRAL,
      "Too many requests",
      "Your network has sent too many requests. Wait a few seconds, then reload this page."),
  /** The outcome is not known yet; reloading may help. */
  TRY_AGAIN(
      Mark.NEUTRAL,
      "The login is not finished yet",
      "The service that you log in to did not answer. Wait a few seconds, then try again.");

  /** The drawing above the heading. */
  private enum Mark {
    GOOD("good", "m7 12.5 3.5 3.5 6.5-7"),
    NEUTRAL("", "M12 7v5.5M12 16.5v.1"),
    BAD("bad", "M12 7v5.5M12 16.5v.1");

    private final String className;
    private final String path;

    Mark(String className, String path) {
      this.className = className;
      this.path = path;
    }

    String html() {
      return "<svg class=\""
          + className
          + "\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><circle cx=\"12\" cy=\"12\" r=\"10.5\"/>"
          + "<path d=\""
          + path
          + "\"/></svg>\n";
    }
  }

  private final Mark mark;
  private final String heading;
  private final String sentence;

  Page(Mark mark, String heading, String sentence) {
    this.mark = mark;
    this.heading = heading;
    this.sentence = sentence;
  }

  /** Returns the whole document. */
  String html() {
    // An empty reference is this page's URL: the link sends the same request again.
    String link =
        this == TRY_AGAIN ? "<div><a class=\"button\" href=\"\">Try again</a></div>\n" : "";
    String content = mark.html() + "<h1>" + heading + "</h1>\n<p>" + sentence + "</p>\n" + link;
    return Document.html(heading, content, "");
  }
}
