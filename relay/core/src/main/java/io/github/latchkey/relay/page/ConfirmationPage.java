package io.github.latchkey.relay.page;

/**
 * Asks the user to confirm that they started the login. Without the script, the user ticks a box
 * instead: the box, and the script's delay of one second, prevent that a click or a held key that
 * was meant for another window continues.
 */
final class ConfirmationPage {
  /**
   * Continue works when the page has been visible and focused for a second, and the pointer has
   * moved on the button or a key was pressed. An earlier press shows a note, counts as attention (a
   * screen reader may press without pointer or key) and restarts the second, so that fast clicks
   * never continue. A repeated key has no effect: the press may have begun in another window. While
   * the second passes, the button fills.
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
        if (isReady()) {
          go.removeAttribute("aria-disabled")
          go.classList.remove("waiting")
        } else go.setAttribute("aria-disabled", "true")
      }
      const begin = () => {
        clearTimeout(timer)
        seen = false
        since = Infinity
        go.classList.remove("waiting")
        if (document.visibilityState === "visible" && document.hasFocus()) {
          since = performance.now()
          timer = setTimeout(show, 1001)
          // Laid out in between, or the animation would not restart.
          go.offsetWidth
          go.classList.add("waiting")
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
   * Returns the whole document.
   *
   * @param pluginName the plugin's name, or null
   * @param pluginIcon the plugin's icon as a data URL, or null
   * @param providerHost the host that the user would log in to
   * @param action the path that the form is sent to
   * @param ticket a ticket of this relay, base64url
   */
  static String html(
      String pluginName, String pluginIcon, String providerHost, String action, String ticket) {
    String icon = pluginIcon == null ? "" : "<img src=\"" + escape(pluginIcon) + "\" alt=\"\">\n";
    String plugin =
        pluginName == null
            ? "<strong>A Framer plugin</strong>"
            : "<strong><bdi>" + escape(pluginName) + "</bdi></strong><small>Framer plugin</small>";
    String host = escape(providerHost);
    // Cancel comes first in the tab order; Enter in the box cancels too.
    String content =
        """
        %ICON%<p>%PLUGIN%</p>
        <h1>Log in to <bdi>%HOST%</bdi>?</h1>
        <p>Only continue if you just clicked “Log in” in Framer. If someone sent you this link, \
        cancel: continuing would give them access to your account.</p>
        <form method="post" action="%ACTION%" autocomplete="off">
        <input type="hidden" name="ticket" value="%TICKET%">
        <p><label><input type="checkbox" required>I just clicked “Log in” in Framer</label></p>
        <div>
        <button name="action" value="cancel" formnovalidate>Cancel</button>
        <button name="action" value="continue">Continue</button>
        </div>
        <p role="status"></p>
        </form>
        """
            .replace("%ACTION%", escape(action))
            .replace("%TICKET%", escape(ticket))
            .replace("%HOST%", host)
            .replace("%ICON%", icon)
            .replace("%PLUGIN%", plugin);
    String title = "Log in to " + host + "?";
    return Document.html(title, content, "<script>" + SCRIPT + "</script>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
