package io.github.latchkey.relay.page;

/** A page's HTML: a card, with one small style and no outside resource. */
final class Document {
  /** The style; the pages' policy has its hash. */
  static final String STYLE =
      """

      :root { color-scheme: light dark; --ink: #1d1d1f; --soft: #5f5f66; --paper: #f4f4f5;
        --card: #ffffff; --line: #dedee3; --key: #ededf0; --primary: #0a5fd9; --wait: #7fa9e6;
        --link: #0055cc; --good: #16763a; --bad: #b3261e }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #f2f2f3; --soft: #a9a9b2; --paper: #0c0c0d; --card: #1a1a1c; --line: #37373c;
          --key: #2f2f34; --primary: #1a6fe0; --wait: #27446e; --link: #7db4ff; --good: #4ade80;
          --bad: #ff8f87 }
      }
      * { box-sizing: border-box }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem;
        color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif }
      main { width: 100%; max-width: 26rem; padding: 2rem 1.5rem 1.5rem; text-align: center;
        overflow-wrap: anywhere; background: var(--card); border: 1px solid var(--line);
        border-radius: 1.25rem }
      h1 { margin: 0 0 .5rem; font-size: 1.375rem; line-height: 1.3; text-wrap: balance }
      p { margin: 0 0 1.5rem; color: var(--soft); text-wrap: balance }
      p:last-child { margin: 0 0 .5rem }
      strong { color: var(--ink) }
      small { display: block; font-size: .875rem }
      img { display: block; width: 3.5rem; height: 3.5rem; margin: 0 auto .75rem;
        border-radius: .875rem }
      svg { width: 2.75rem; margin: 0 0 .75rem; fill: none; stroke: var(--soft); stroke-width: 2;
        stroke-linecap: round; stroke-linejoin: round }
      .good { stroke: var(--good) }
      .bad { stroke: var(--bad) }
      div { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 .5rem }
      button, .button { flex: 1 1 7rem; min-height: 2.75rem; padding: .625rem 1rem; font: inherit;
        font-weight: 600; color: var(--ink); background: var(--key); cursor: pointer; border: 0;
        border-radius: .75rem; text-decoration: none }
      button:hover { box-shadow: inset 0 0 0 1px var(--soft) }
      .button, [value=continue] { color: #ffffff; background: var(--primary) }
      [aria-disabled] { position: relative; isolation: isolate; overflow: hidden; cursor: default;
        background: var(--wait) }
      .waiting::before { position: absolute; z-index: -1; inset: 0; content: "";
        background: var(--primary); transform-origin: left; animation: wait 1s linear both }
      @keyframes wait { from { transform: scaleX(0) } }
      @media (prefers-reduced-motion: reduce) { .waiting::before { content: none } }
      @media (forced-colors: active) { button { border: 1px solid } }
      label { display: flex; align-items: center; gap: .75rem; text-align: left;
        color: var(--ink) }
      input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0 }
      [role=status] { margin: 1rem 0 .5rem; color: var(--bad) }
      [role=status]:empty { margin: 0 }
      :focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
      """;

  private Document() {}

  /**
   * Returns a document.
   *
   * @param title its title, as HTML
   * @param content the content of the card, as HTML
   * @param end what follows the card, as HTML
   */
  static String html(String title, String content, String end) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%TITLE%</title>
        <style>%STYLE%</style>
        </head>
        <body>
        <main>
        %CONTENT%</main>
        %END%</body>
        </html>
        """
        .replace("%END%", end)
        .replace("%STYLE%", STYLE)
        .replace("%TITLE%", title)
        .replace("%CONTENT%", content);
  }
}
