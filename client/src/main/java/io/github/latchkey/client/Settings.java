package io.github.latchkey.client;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSString;

/** The options of a client, read once: nothing else looks at what the caller handed over. */
abstract class Settings implements JSObject {
  /** Throws JavaScript's TypeError, naming the option, where one is wrong. */
  static Settings of(JSObject options, boolean isPageLocal) {
    return read(options, isPageLocal);
  }

  @JSBody(
      params = {"options", "isPageLocal"},
      script =
          """
          var wrong = function(name, wanted) {
            throw new TypeError("The option " + name + " must be " + wanted + ".");
          };
          var read = function(name, type, fallback, least) {
            var value = options[name];
            if (value === undefined) return fallback;
            return typeof value === type && value === value && !(value < least) ? value
                : wrong(name, "a " + type + (type[0] === "n" ? " from " + least + " on" : ""));
          };
          var base = function(text) {
            try {
              var url = new URL(text);
            } catch (notUrl) {
            }
            return url && /^https?:$/.test(url.protocol)
                ? url.origin + url.pathname.replace(/\\/+$/, "")
                : wrong("relay", "an http or https URL, or a pair {local, production} of them");
          };
          if (!options) wrong("relay", "given");
          var pair = options.relay, production = base(pair && pair.production || pair);
          var origins = options.apiOrigins || [];
          var checked = function(name, list) {
            return Array.isArray(list) ? list.map(function(origin) {
              try {
                var parsed = new URL(origin);
              } catch (notUrl) {
              }
              return parsed && parsed.origin + "/" === parsed.href ? parsed.origin
                  : wrong(name, "a list of origins such as https://api.example.com");
            }) : wrong(name, "a list of origins");
          };
          var listed = typeof origins === "function" ? origins : checked("apiOrigins", origins);
          var through = checked("throughRelay", options.throughRelay || []);
          if (listed !== origins && !through.every(function(origin) {
            return listed.indexOf(origin) >= 0;
          })) wrong("throughRelay", "a part of apiOrigins");
          var storage = options.storage;
          if (storage != null && !["getItem", "setItem", "removeItem"].every(function(name) {
            return typeof storage[name] === "function";
          })) wrong("storage", "null, or have getItem, setItem and removeItem");
          try {
            if (storage === undefined) storage = localStorage;
          } catch (refused) {
          }
          return {
            relay: isPageLocal && pair.local ? base(pair.local) : production,
            apiOrigins: listed,
            throughRelay: through,
            storageKey: read("storageKey", "string", "latchkey:" + production),
            storage: storage || null,
            parseStored: read("parseStored", "function", null),
            authorizeRequest: read("authorizeRequest", "function", null),
            loginTimeoutMillis: read("loginTimeoutMillis", "number", Infinity, 1),
            pollIntervalMillis: read("pollIntervalMillis", "number", 2500, 0),
            fetch: read("fetch", "function", function(input, init) { return fetch(input, init); }),
            open: read("open", "function", function(url) {
              window.open(url, "_blank", "noopener");
            })
          };
          """)
  private static native Settings read(JSObject options, boolean isPageLocal);

  /** The relay's base URL: its path is kept, a slash at its end is not. */
  @JSProperty
  abstract JSString getRelay();

  @JSProperty
  abstract JSObject getApiOrigins();

  /** Of the API origins, those that the relay is asked to call. */
  @JSProperty
  abstract JSObject getThroughRelay();

  @JSProperty
  abstract JSString getStorageKey();

  /** Null: tokens live in memory. */
  @JSProperty
  abstract JSObject getStorage();

  @JSProperty
  abstract JSObject getParseStored();

  @JSProperty
  abstract JSObject getAuthorizeRequest();

  /** Infinity: until the relay says that it is over. */
  @JSProperty
  abstract double getLoginTimeoutMillis();

  @JSProperty
  abstract double getPollIntervalMillis();

  @JSProperty
  abstract JSObject getFetch();

  @JSProperty
  abstract JSObject getOpen();
}
