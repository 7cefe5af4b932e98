package io.github.latchkey.relay.page;

/** What all pages share: one small style, no outside resource. */
final class Document {
  /** The style; the pages' policy names its hash. */
  static final String STYLE =
      """

      :root { color-scheme: light dark; --ink: #1a1a1a; --paper: #ffffff; --link: #0055cc;
        --line: #767676; --key: #f3f3f3 }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #eeeeee; --paper: #111111; --link: #66aaff; --line: #8a8a8a; --key: #262626 }
      }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center;
        color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif }
      main { box-sizing: border-box; width: 100%; max-width: 28rem; padding: 1.5rem;
        text-align: center; overflow-wrap: anywhere }
      h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25 }
      p { margin: 0 0 1rem }
      a { color: var(--link) }
      div { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1rem }
      button { flex: 1 1 8rem; min-height: 2.75rem; padding: .5rem 1rem; font: inherit;
        font-weight: 600; color: var(--ink); background: var(--key); cursor: pointer;
        border: 1px solid var(--line); border-radius: .5rem }
      button:hover { border-color: var(--ink) }
      button[aria-disabled] { font-weight: 400; cursor: default; border-style: dashed }
      input { width: 1.25rem; height: 1.25rem; margin: 0 .25rem 0 0; vertical-align: text-bottom }
      :focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
      """;

  private Document() {}

  /**
   * A whole document.
   *
   * @param heading its heading and its title, as HTML
   * @param content what follows the heading, as HTML
   * @param end what follows the content, as HTML
   */
  static String html(String heading, String content, String end) {
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
        %CONTENT%</main>
        %END%</body>
        </html>
        """
        .replace("%END%", end)
        .replace("%STYLE%", STYLE)
        .replace("%HEADING%", heading)
        .replace("%CONTENT%", content);
  }
}
