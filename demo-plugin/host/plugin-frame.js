// The window's side of the messages that Framer's SDK sends: a greeting, calls by name, topics.

/** As Framer frames plugins. */
const SANDBOX =
  "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms"

/** A plugin in a frame of its own. */
export class PluginFrame {
  #url
  #settings
  #answer
  #topics = new Set()
  #greetedIn
  #frame = document.createElement("iframe")

  /**
   * @param url the plugin's page
   * @param settings () => { mode, theme, permissionMap }, as they are now
   * @param answer (methodName, args) => what a call gives, or a promise of it; throws to refuse
   */
  constructor(url, settings, answer) {
    this.#url = new URL(url)
    this.#settings = settings
    this.#answer = answer
    this.#frame.title = "Plugin"
    this.#frame.sandbox = SANDBOX
  }

  /** Opens the plugin's page in an element. */
  open(parent) {
    addEventListener("message", this.#take)
    this.#frame.src = this.#url
    parent.replaceChildren(this.#frame)
  }

  /** Ends the plugin: its page goes, with all that is under way in it. */
  close() {
    removeEventListener("message", this.#take)
    this.#frame.remove()
  }

  /** Tells the plugin of the theme, where it has asked to be told. */
  themeChanged() {
    if (!this.#topics.has("theme")) return
    this.#send({ type: "subscriptionMessage", topic: "theme", payload: this.#settings().theme })
  }

  permissionsChanged() {
    this.#send({ type: "permissionUpdate", permissionMap: this.#settings().permissionMap })
  }

  /** An entry of the plugin's menu was chosen. */
  menuChosen(actionId) {
    this.#send({ type: "menuAction", actionType: "pluginMenu", actionId })
  }

  #send(message) {
    this.#frame.contentWindow?.postMessage(message, this.#url.origin)
  }

  #take = async ({ data, origin, source }) => {
    if (source !== this.#frame.contentWindow || origin !== this.#url.origin) return
    switch (data?.type) {
      case "pluginReadySignal": {
        const { mode, theme, permissionMap } = this.#settings()
        const initialState = { mode, intent: "plugin/open" }
        const type = "pluginReadyResponse"
        this.#topics.clear()
        this.#greetedIn = theme.mode
        this.#send({ type, mode, theme, permissionMap, environmentInfo: {}, initialState })
        break
      }
      case "subscribe":
        this.#topics.add(data.topic)
        // It may have changed since the greeting.
        if (data.topic === "theme" && this.#settings().theme.mode !== this.#greetedIn) this.themeChanged()
        break
      case "unsubscribe":
        this.#topics.delete(data.topic)
        break
      case "methodInvocation": {
        const { id, methodName, args } = data
        const type = "methodResponse"
        try {
          this.#send({ type, id, result: await this.#answer(methodName, args) })
        } catch (error) {
          this.#send({ type, id, error: error.message })
        }
      }
    }
  }
}
