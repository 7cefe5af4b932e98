package io.github.latchkey.client;

import io.github.latchkey.client.js.Browser;
import io.github.latchkey.client.js.SafeCall;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/** The login under way, in the tab's own storage: a page that is reloaded goes on with it. */
final class LoginMemory {
  private final JSObject storage = Browser.sessionStorage();
  private final JSString key;

  LoginMemory(Settings settings) {
    key = key(settings.getStorageKey());
  }

  void keep(Authorization login) {
    SafeCall.write(storage, key, login.text());
  }

  void clear() {
    SafeCall.write(storage, key, null);
  }

  /** Null where no login was under way, or what is there is not understood. */
  Authorization recall(boolean isRelayLocal) {
    JSString text = SafeCall.read(storage, key);
    return text == null
        ? null
        : Authorization.accept(TokenResponse.parse(text), isRelayLocal, null);
  }

  @JSBody(params = "storageKey", script = "return storageKey + \":login\";")
  private static native JSString key(JSString storageKey);
}
