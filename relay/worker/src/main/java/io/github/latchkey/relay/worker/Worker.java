package io.github.latchkey.relay.worker;

import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.relay.worker.js.Console;
import io.github.latchkey.relay.worker.js.Context;
import io.github.latchkey.relay.worker.js.Environment;
import io.github.latchkey.relay.worker.js.FetchRequest;
import io.github.latchkey.relay.worker.js.FetchResponse;
import io.github.latchkey.relay.worker.js.PresetModule;
import io.github.latchkey.relay.worker.js.Promises;
import io.github.latchkey.relay.worker.port.AddressRates;
import io.github.latchkey.relay.worker.store.D1Store;
import io.github.latchkey.relay.worker.store.OutlivingStore;
import io.github.latchkey.relay.worker.store.RowObject;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSUndefined;
import org.teavm.jso.typedarrays.Int8Array;

/** What JavaScript sees. */
public final class Worker {
  private static final String[] PLAIN = {
    "Content-Type", "text/plain; charset=utf-8",
    "Cache-Control", "no-store",
    "X-Content-Type-Options", "nosniff"
  };

  /** Parsed once: an isolate's variables never change. */
  private static Settings settings;

  private Worker() {}

  /**
   * The {@code fetch} handler. A setting that is missing or wrong answers every request with 500,
   * and the log names it.
   *
   * @param request the request
   * @param environment variables, secrets and bindings
   * @param context the invocation
   * @param presets the module of presets
   * @return the response
   */
  @JSExport
  public static JSPromise<FetchResponse> handle(
      FetchRequest request, Environment environment, Context context, PresetModule presets) {
    JSPromise<?>[] work = new JSPromise<?>[1];
    JSPromise<FetchResponse> answer =
        JSPromise.callAsync(
            () -> answer(request, environment, presets, () -> context.waitUntil(work[0])));
    work[0] = answer;
    return answer;
  }

  /**
   * The {@code scheduled} handler: removes from D1, where that is the store, the rows of logins
   * that are over.
   *
   * @param controller what the platform says of the schedule
   * @param environment variables, secrets and bindings
   */
  @JSExport
  public static JSPromise<JSUndefined> removeExpired(JSObject controller, Environment environment) {
    return JSPromise.runAsync(
        () -> {
          D1Store database = Settings.database(environment);
          if (database != null) {
            database.removeExpired();
          }
        });
  }

  /**
   * Opens the row that lies in a Durable Object.
   *
   * @param storage the object's storage
   */
  @JSExport
  public static RowObject openRow(JSObject storage) {
    return new RowObject(storage);
  }

  private static FetchResponse answer(
      FetchRequest request, Environment environment, PresetModule presets, Runnable handOver) {
    try {
      Settings parsed = settings(environment, presets);
      return new Invocation(
              parsed, environment, new OutlivingStore(parsed.store(environment), handOver))
          .answer(request);
    } catch (SettingsException e) {
      Console.error("latchkey-relay: " + e.getMessage());
      return plain("The relay's settings are wrong: its log says which.\n");
    } catch (Promises.RejectedException | RuntimeException e) {
      // By class alone: messages can quote what a caller sent.
      Console.error("latchkey-relay: fault " + e.getClass().getName());
      return plain("The relay failed.\n");
    }
  }

  private static Settings settings(Environment environment, PresetModule presets)
      throws SettingsException {
    if (settings == null) {
      settings = Settings.parse(environment, new PackedPresets(presets));
      for (String warning : settings.relay().warnings()) {
        Console.warn("warning: " + warning);
      }
      for (RateLimit limit : RateLimit.values()) {
        String binding = AddressRates.binding(limit);
        if (settings.relay().isRateLimited() && environment.binding(binding) == null) {
          Console.warn("warning: " + binding + " is not bound in wrangler.toml: it limits nothing");
        }
      }
    }
    return settings;
  }

  private static FetchResponse plain(String line) {
    byte[] bytes = new byte[line.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) line.charAt(i);
    }
    return FetchResponse.of(500, PLAIN, Int8Array.fromJavaArray(bytes));
  }
}
