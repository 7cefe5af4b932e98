package io.github.latchkey.client;

import io.github.latchkey.client.js.Browser;
import io.github.latchkey.client.js.SafeCall;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSString;

/**
 * The tokens: in memory, and as JSON text in a storage that other tabs share. Storage is the truth
 * as long as it works; where it refuses, memory is.
 */
final class Session {
  private final JSObject storage;
  private final JSString key;
  private final JSObject parseStored;

  private TokenResponse tokens;
  private Expiry expiry;
  private boolean isPersisted;
  private JSString text;

  Session(Settings settings) {
    storage = settings.getStorage();
    key = settings.getStorageKey();
    parseStored = settings.getParseStored();
    isPersisted = SafeCall.isReadable(storage, key);
    reread();
  }

  /** Null where nobody is signed in. */
  TokenResponse tokens() {
    return tokens;
  }

  /** False where storage refused the last time. */
  boolean isPersisted() {
    return isPersisted;
  }

  /** Whether the access token should be refreshed before it is used. */
  boolean isDue() {
    return tokens.refresh() != null && expiry.isDue(Browser.now(), Browser.wallNow());
  }

  boolean hasEnded() {
    return expiry.hasEnded(Browser.now(), Browser.wallNow());
  }

  /** Takes what other tabs have put into storage, or taken out of it. */
  void reread() {
    if (!isPersisted) {
      return;
    }
    JSString stored = SafeCall.read(storage, key);
    if (stored == null && !SafeCall.isReadable(storage, key)) {
      // Refused is not empty: who is signed in stays so for this visit.
      isPersisted = false;
    } else if (stored != text) {
      text = stored;
      hold(stored == null ? null : understand(stored));
    }
  }

  /** Keeps new tokens, in storage where it takes them. */
  void keep(TokenResponse next) {
    boolean isRotated = tokens != null && tokens.refresh() != next.refresh();
    hold(next);
    text = next.text();
    // What answers later than at once takes whatever it is given, and gives nothing back.
    isPersisted = SafeCall.write(storage, key, text) && SafeCall.isReadable(storage, key);
    if (!isPersisted && isRotated) {
      // A spent refresh token, used once more at the next load, may cost the person all access.
      SafeCall.write(storage, key, null);
    }
  }

  /** Signs out, here and in every tab. */
  void clear() {
    forget();
    text = null;
    SafeCall.write(storage, key, null);
  }

  /** Signs out here, and leaves what is stored to be tried again when the page is next loaded. */
  void forget() {
    hold(null);
  }

  /** An API refused this access token: it is due, whatever its answer once said. */
  void distrust(TokenResponse refused) {
    if (tokens == refused) {
      expiry = new Expiry(1, Double.NaN, 0, 0);
    }
  }

  private void hold(TokenResponse next) {
    tokens = next;
    expiry =
        next == null
            ? null
            : new Expiry(
                next.getExpiresInSeconds(),
                next.getObtainedAtMillis(),
                Browser.now(),
                Browser.wallNow());
  }

  private TokenResponse understand(JSString stored) {
    TokenResponse ours = TokenResponse.accept(TokenResponse.parse(stored));
    return ours != null || parseStored == null
        ? ours
        : TokenResponse.accept(SafeCall.call(parseStored, stored));
  }
}
