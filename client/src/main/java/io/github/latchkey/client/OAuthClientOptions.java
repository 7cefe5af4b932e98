package io.github.latchkey.client;

import io.github.latchkey.client.js.Response;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.browser.Storage;
import org.teavm.jso.core.JSPromise;

/**
 * What a client is made of, as a builder. Only the relay must be named; wrong options are refused
 * by {@link OAuthClient#create}.
 */
public abstract class OAuthClientOptions implements JSObject {
  /** Opens a page for the person, in the browser. */
  @FunctionalInterface
  @JSFunctor
  public interface Open extends JSObject {
    void open(String url);
  }

  /** Reads what other code has stored; null leaves it alone. */
  @FunctionalInterface
  @JSFunctor
  public interface ParseStored extends JSObject {
    TokenResponse parse(String text);
  }

  /** Names the origins that these tokens may be sent to. */
  @FunctionalInterface
  @JSFunctor
  public interface ApiOrigins extends JSObject {
    String[] of(TokenResponse tokens);
  }

  /** Puts a token into the headers of a call. */
  @FunctionalInterface
  @JSFunctor
  public interface AuthorizeRequest extends JSObject {
    void authorize(Headers headers, TokenResponse tokens);
  }

  /** Sends a request, as the browser's {@code fetch} does. */
  @FunctionalInterface
  @JSFunctor
  public interface Fetch extends JSObject {
    /**
     * Sends it.
     *
     * @param input a URL or a Request
     * @param init undefined where the input says all
     */
    JSPromise<Response> fetch(JSObject input, JSObject init);
  }

  /** Gives the text under a key; null where there is none. */
  @FunctionalInterface
  @JSFunctor
  public interface GetItem extends JSObject {
    String get(String key);
  }

  /** Puts a text under a key. */
  @FunctionalInterface
  @JSFunctor
  public interface SetItem extends JSObject {
    void set(String key, String text);
  }

  /** Takes away what is under a key. */
  @FunctionalInterface
  @JSFunctor
  public interface RemoveItem extends JSObject {
    void remove(String key);
  }

  /** The headers of a call that is about to be sent. */
  public interface Headers extends JSObject {
    void set(String name, String value);
  }

  /** The relay at one URL, whose path is kept. */
  @JSBody(params = "url", script = "return {relay: url};")
  public static native OAuthClientOptions relay(String url);

  /** The relay at one URL where the page is on this machine, and at another where it is not. */
  @JSBody(
      params = {"local", "production"},
      script = "return {relay: {local: local, production: production}};")
  public static native OAuthClientOptions relay(String local, String production);

  /** The only origins that {@code fetch} sends anything to. */
  @JSBody(params = "origins", script = "this.apiOrigins = origins; return this;")
  public native OAuthClientOptions apiOrigins(String... origins);

  /** The same, where the tokens say which: a shop, an instance. */
  @JSBody(params = "origins", script = "this.apiOrigins = origins; return this;")
  public native OAuthClientOptions apiOrigins(ApiOrigins origins);

  /**
   * Of {@link #apiOrigins(String...)}, those that refuse browsers: the relay, whose {@code
   * API_ORIGINS} must list them, passes these calls on.
   */
  @JSBody(params = "origins", script = "this.throughRelay = origins; return this;")
  public native OAuthClientOptions throughRelay(String... origins);

  /**
   * Where the tokens lie in storage; {@code latchkey:} and the production relay's URL unless set.
   */
  @JSBody(params = "key", script = "this.storageKey = key; return this;")
  public native OAuthClientOptions storageKey(String key);

  /** Keeps the tokens in memory alone. */
  @JSBody(script = "this.storage = null; return this;")
  public native OAuthClientOptions withoutStorage();

  /** Keeps the tokens in another of the browser's storages: the tab's own. */
  @JSBody(params = "storage", script = "this.storage = storage; return this;")
  public native OAuthClientOptions storage(Storage storage);

  /**
   * Keeps the tokens where these three put them. They answer at once. Framer's plugin data is no
   * place for tokens: all who work on the project read it.
   */
  @JSBody(
      params = {"get", "set", "remove"},
      script =
          """
          this.storage = {getItem: get, setItem: set, removeItem: remove};
          return this;
          """)
  public native OAuthClientOptions storage(GetItem get, SetItem set, RemoveItem remove);

  /** Reads what other code left under the key, where the client does not understand it itself. */
  @JSBody(params = "parse", script = "this.parseStored = parse; return this;")
  public native OAuthClientOptions parseStored(ParseStored parse);

  /** Instead of {@code Authorization: Bearer}; no redirect is followed then. */
  @JSBody(params = "authorize", script = "this.authorizeRequest = authorize; return this;")
  public native OAuthClientOptions authorizeRequest(AuthorizeRequest authorize);

  /** How long a login may take, 1 at the least; until the relay says it is over, unless set. */
  @JSBody(params = "millis", script = "this.loginTimeoutMillis = millis; return this;")
  public native OAuthClientOptions loginTimeoutMillis(int millis);

  /** How often a relay that does not hold polls is asked; 2500 unless set. */
  @JSBody(params = "millis", script = "this.pollIntervalMillis = millis; return this;")
  public native OAuthClientOptions pollIntervalMillis(int millis);

  /** Used for the relay and for the APIs, instead of the page's own. */
  @JSBody(params = "fetch", script = "this.fetch = fetch; return this;")
  public native OAuthClientOptions fetch(Fetch fetch);

  /** Instead of a new window without an opener. */
  @JSBody(params = "open", script = "this.open = open; return this;")
  public native OAuthClientOptions open(Open open);
}
