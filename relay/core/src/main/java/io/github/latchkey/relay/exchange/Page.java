package io.github.latchkey.relay.exchange;

/** What a person may read in the browser at the end of a login: constants, whatever was sent. */
public enum Page {
  /** The tokens are there. */
  DONE("Logged in", "You are logged in. Close this page and go back to Framer."),
  /** The person said no. */
  REFUSED(
      "Not logged in",
      "Access was refused, so nothing was connected. Close this page and go back to Framer."),
  /** The provider refused, or the link was none of ours. */
  FAILED(
      "The login failed",
      "Something went wrong. Close this page, go back to Framer and press Log in again."),
  /** The login took too long. */
  LATE(
      "Too late",
      "This login took too long. Close this page, go back to Framer and press Log in again."),
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
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%HEADING%</title>
        <style>%STYLE%</style>
        </head>
        <body>
        <main>
        <h1>%HEADING%</h1>
        <p>%SENTENCE%</p>
        %LINK%</main>
        </body>
        </html>
        """
        .replace("%HEADING%", heading)
        .replace("%STYLE%", STYLE)
        .replace("%SENTENCE%", sentence)
        .replace("%LINK%", link);
  }

  /** The style that all pages share; their policy names its hash. */
  static final String STYLE =
      """

      :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #ffffff; --link: #0055cc }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #eeeeee; --paper: #111111; --link: #66aaff }
      }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center;
        color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif }
      main { box-sizing: border-box; width: 100%; max-width: 28rem; padding: 1.5rem;
        text-align: center }
      h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25 }
      p { margin: 0 0 1rem }
      a { color: var(--link) }
      """;
}
