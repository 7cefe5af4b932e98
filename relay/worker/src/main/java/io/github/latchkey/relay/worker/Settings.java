package io.github.latchkey.relay.worker;

import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.relay.worker.js.Environment;
import io.github.latchkey.relay.worker.store.DurableStore;
import io.github.latchkey.relay.worker.store.WaitingStore;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSObject;

/**
 * The Worker's variables and secrets, parsed as on the JDK, and its store.
 *
 * @param relay what the core and the log want to know
 */
record Settings(RelaySettings relay) {
  private static final String OBJECTS = "ROWS";

  /**
   * Parses.
   *
   * @throws SettingsException at the first setting that is missing or wrong
   */
  static Settings parse(Environment environment) throws SettingsException {
    Map<String, String> variables = new HashMap<>();
    String[] flat = environment.variables();
    for (int i = 0; i < flat.length; i += 2) {
      variables.put(flat[i], flat[i + 1]);
    }
    // The core knows the other host's stores; these are this one's.
    String store = variables.remove("STORE");
    if (store != null && !store.trim().isEmpty() && !store.trim().equals("durable-object")) {
      throw new SettingsException("STORE", "must be durable-object");
    }
    if (environment.binding(OBJECTS) == null) {
      throw new SettingsException(OBJECTS, "is missing: wrangler.toml binds the Durable Object");
    }
    return new Settings(RelaySettings.parse(variables));
  }

  /** The store of one request. */
  WaitingStore store(Environment environment) {
    JSObject objects = environment.binding(OBJECTS);
    return new DurableStore(objects);
  }
}
