package io.github.latchkey.relay.worker;

import io.github.latchkey.relay.settings.Presets;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.relay.worker.js.Environment;
import io.github.latchkey.relay.worker.store.D1Store;
import io.github.latchkey.relay.worker.store.DurableStore;
import io.github.latchkey.relay.worker.store.WaitingStore;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSObject;

/**
 * The Worker's variables and secrets, parsed as on the JDK, and its store.
 *
 * @param relay what the core and the log want to know
 * @param isD1 whether rows lie in D1, not in Durable Objects
 */
record Settings(RelaySettings relay, boolean isD1) {
  private static final String OBJECTS = "ROWS";
  private static final String DATABASE = "DB";

  /**
   * Parses.
   *
   * @param presets what {@code PROVIDER} may name
   * @throws SettingsException if settings are missing or invalid; it names all of them
   */
  static Settings parse(Environment environment, Presets presets) throws SettingsException {
    Map<String, String> variables = new HashMap<>();
    String[] flat = environment.variables();
    for (int i = 0; i < flat.length; i += 2) {
      variables.put(flat[i], flat[i + 1]);
    }
    // The core knows the other host's stores; these are this one's.
    String store = variables.remove("STORE");
    store = store == null ? "" : store.trim();
    boolean isD1 = store.equals("d1");
    SettingsException storeProblem = null;
    if (!store.isEmpty() && !store.equals("durable-object") && !isD1) {
      storeProblem = new SettingsException("STORE", "must be durable-object or d1.");
    } else if (isD1 && environment.binding(DATABASE) == null) {
      storeProblem =
          new SettingsException(DATABASE, "is missing. Bind the D1 database in wrangler.toml.");
    } else if (!isD1 && environment.binding(OBJECTS) == null) {
      storeProblem =
          new SettingsException(OBJECTS, "is missing. Bind the Durable Object in wrangler.toml.");
    }
    RelaySettings relay;
    try {
      relay = RelaySettings.parse(variables, variables.keySet(), presets);
    } catch (SettingsException e) {
      throw e.and(storeProblem);
    }
    if (storeProblem != null) {
      throw storeProblem;
    }
    return new Settings(relay, isD1);
  }

  /** The store of one request. */
  WaitingStore store(Environment environment) {
    return isD1
        ? new D1Store(environment.binding(DATABASE))
        : new DurableStore(environment.binding(OBJECTS));
  }

  /** The database, or null where there is none. */
  static D1Store database(Environment environment) {
    JSObject database = environment.binding(DATABASE);
    return database == null ? null : new D1Store(database);
  }
}
