// Framer's side of the SDK's messages: a greeting, calls by name, subscriptions.

/** The sandbox of Framer's own frame. */
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
   * @param settings () => { mode, theme, permissionMap }, the current ones
   * @param answer (methodName, args) => the result of a call or a promise of it; throws to reject the call
   */
  constructor(url, settings, answer) {
    this.#url = new URL(url)
    this.#settings = settings
    this.#answer = answer
    this.#frame.title = "Plugin"
    this.#frame.sandbox = SANDBOX
  }

  /** Whether the plugin's SDK has sent its greeting. */
  get isGreeted() {
    return this.#greetedIn !== undefined
  }

  /** Opens the plugin's page in an element. */
  open(parent) {
    addEventListener("message", this.#take)
    this.#frame.src = this.#url
    parent.replaceChildren(this.#frame)
  }

  /** Removes the plugin's page. */
  close() {
    removeEventListener("message", this.#take)
    this.#frame.remove()
  }

  /** Sends the theme if the plugin has subscribed to it. */
  themeChanged() {
    if (!this.#topics.has("theme")) return
    this.#send({ type: "subscriptionMessage", topic: "theme", payload: this.#settings().theme })
  }

  permissionsChanged() {
    this.#send({ type: "permissionUpdate", permissionMap: this.#settings().permissionMap })
  }

  /** Reports that the user chose an entry of the plugin's menu. */
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
        // The theme may have changed since the greeting.
        if (data.topic === "theme" && this.#settings().theme.mode !== this.#greetedIn) this.themeChanged()
        if (data.topic === "selection") this.#send({ type: "subscriptionMessage", topic: "selection", payload: [] })
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
