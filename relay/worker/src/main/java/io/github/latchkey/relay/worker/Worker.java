package io.github.latchkey.relay.worker;

import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.relay.wire.JsonWriter;
import io.github.latchkey.relay.wire.Utf8;
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
  /**
   * Every origin may read such an answer: it contains nothing, and a client that could not read it
   * would report a refused origin.
   */
  private static final String[] FAILURE = {
    "Content-Type", "application/json",
    "Cache-Control", "no-store",
    "X-Content-Type-Options", "nosniff",
    "Access-Control-Allow-Origin", "*",
    "Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers", "*, Authorization"
  };

  /** Parsed once: an isolate's variables never change. */
  private static Settings settings;

  private Worker() {}

  /**
   * The {@code fetch} handler. If settings are missing or invalid, it answers every request with
   * 500, and the log names them.
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
      for (String message : e.messages()) {
        Console.error("latchkey-relay: " + message);
      }
      return failure(
          request, "server_error", "The relay is misconfigured. Its log names the settings.");
    } catch (Promises.RejectedException | RuntimeException e) {
      // By class alone: messages can quote what a caller sent.
      Console.error("latchkey-relay: fault " + e.getClass().getName());
      return failure(request, "temporarily_unavailable", "The relay failed.");
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

  private static FetchResponse failure(FetchRequest request, String error, String description) {
    if (request.getMethod().equals("OPTIONS")) {
      return FetchResponse.of(204, FAILURE, (Int8Array) null);
    }
    byte[] body =
        Utf8.encode(
            new JsonWriter().member("error", error).member("error_description", description).end());
    return FetchResponse.of(500, FAILURE, Int8Array.fromJavaArray(body));
  }
}
