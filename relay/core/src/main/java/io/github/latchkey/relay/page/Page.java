package io.github.latchkey.relay.page;

/** What a person may read in the browser at the end of a login: constants, whatever was sent. */
public enum Page {
  /** The tokens are there. */
  DONE("Logged in", "You are logged in. Close this page and go back to Framer."),
  /** The person said no. */
  REFUSED(
      "Not logged in",
      "Access was refused, so nothing was connected. Close this page and go back to Framer."),
  /** The provider refused, or the link was not issued by this relay. */
  FAILED(
      "The login failed",
      "Something went wrong. Close this page, go back to Framer and press Log in again."),
  /** The login took too long. */
  EXPIRED(
      "Too late",
      "This login took too long. Close this page, go back to Framer and press Log in again."),
  /** The login was confirmed in another browser, or this one kept no cookie. */
  OTHER_BROWSER(
      "Log in again in this browser",
      "This login was begun in another browser, or this browser kept no cookie of it. Close this"
          + " page, go back to Framer, press Log in again and stay in this browser."),
  /** Too many requests from where the browser is: reloading helps, later. */
  TOO_OFTEN(
      "Too many at once",
      "Too many requests come from your network. Load this page again in a few seconds."),
  /** No verdict: reloading may help. */
  TRY_AGAIN(
      "Not finished yet", "The service you log in to did not answer. Try again in a few seconds.");

  private final String heading;
  private final String sentence;

  Page(String heading, String sentence) {
    this.heading = heading;
    this.sentence = sentence;
  }

  /** The whole document. */
  String html() {
    // An empty reference is this very page: following it sends the same request again.
    String link = this == TRY_AGAIN ? "<p><a href=\"\">Try again</a></p>\n" : "";
    return Document.html(heading, "<p>" + sentence + "</p>\n" + link, "");
  }
}
