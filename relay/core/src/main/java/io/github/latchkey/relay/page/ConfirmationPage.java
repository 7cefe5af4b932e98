package io.github.latchkey.relay.page;

/**
 * Asks the person whether the login is theirs. It works without its script, which only takes the
 * place of the box to tick: that box, and the script's second of attention, are there so that a
 * click or a held key that was meant for another window does not count.
 */
final class ConfirmationPage {
  /**
   * Continue works once the page has been visible and focused for a second, and the pointer was
   * seen on the button or a key pressed. A press that came too soon is said, counts as seen (a
   * screen reader may press without pointer or key) and restarts the second, so that fast clicks
   * never get through. A held key counts for nothing: the press may have begun elsewhere.
   */
  static final String SCRIPT =
      """

      const form = document.querySelector("form")
      const go = form.querySelector("[value=continue]")
      const box = form.querySelector("[type=checkbox]")
      const note = form.querySelector("[role=status]")
      let since = Infinity, seen = false, timer
      const isReady = () => performance.now() - since >= 1000
      const show = () => {
        if (isReady()) go.removeAttribute("aria-disabled")
        else go.setAttribute("aria-disabled", "true")
      }
      const begin = () => {
        clearTimeout(timer)
        seen = false
        since = Infinity
        if (document.visibilityState === "visible" && document.hasFocus()) {
          since = performance.now()
          timer = setTimeout(show, 1001)
        }
        show()
      }
      const see = () => { seen = true }
      box.disabled = true
      box.closest("p").hidden = true
      go.addEventListener("pointerover", see)
      go.addEventListener("pointermove", see)
      addEventListener("keydown", event => {
        if (!event.repeat) see()
        else if (event.target === go) event.preventDefault()
      })
      addEventListener("focus", begin)
      addEventListener("blur", begin)
      addEventListener("pageshow", begin)
      document.addEventListener("visibilitychange", begin)
      form.addEventListener("submit", event => {
        if (event.submitter !== go || seen && isReady()) return
        event.preventDefault()
        begin()
        see()
        note.textContent = "That was too soon. Press Continue again in a second."
      })
      begin()
      """;

  private ConfirmationPage() {}

  /**
   * The whole document.
   *
   * @param pluginName its name, or null
   * @param providerHost whom the person would log in to
   * @param action the path that the form is sent to
   * @param ticket one of ours, base64url
   */
  static String html(String pluginName, String providerHost, String action, String ticket) {
    String plugin =
        pluginName == null
            ? "A plugin in Framer"
            : "The Framer plugin <strong>" + escape(pluginName) + "</strong>";
    String content =
        """
        <p>%PLUGIN% asks for access to your account at <strong>%HOST%</strong>.</p>
        <p>Go on only if you pressed Log in in Framer yourself, just now. If somebody sent you here, \
        press Cancel: they would get into your account.</p>
        <form method="post" action="%ACTION%" autocomplete="off">
        <input type="hidden" name="ticket" value="%TICKET%">
        <p><label><input type="checkbox" required>I pressed Log in in Framer just now</label></p>
        <div>
        <button name="action" value="continue">Continue</button>
        <button name="action" value="cancel" formnovalidate>Cancel</button>
        </div>
        <p role="status"></p>
        </form>
        """
            .replace("%ACTION%", escape(action))
            .replace("%TICKET%", escape(ticket))
            .replace("%HOST%", escape(providerHost))
            .replace("%PLUGIN%", plugin);
    return Document.html("Is this login yours?", content, "<script>" + SCRIPT + "</script>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
