package io.github.latchkey.relay.worker;

import io.github.latchkey.relay.settings.Presets;
import io.github.latchkey.relay.wire.WireException;
import io.github.latchkey.relay.worker.js.PresetModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The presets that were packed into the Worker. It asks no issuer: nothing runs before requests.
 */
record PackedPresets(PresetModule module) implements Presets {
  @Override
  public Map<String, String> find(String provider) throws WireException {
    if (provider.contains("://")) {
      throw new WireException(
          "is an issuer's URL, which the Worker does not ask: set AUTHORIZE_ENDPOINT,"
              + " TOKEN_ENDPOINT and ISSUER from its metadata");
    }
    String[] flat = module.settings(provider);
    if (flat.length == 0) {
      return null;
    }
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < flat.length; i += 2) {
      settings.put(flat[i], flat[i + 1]);
    }
    return settings;
  }

  @Override
  public List<String> names() {
    return List.of(module.names());
  }
}
