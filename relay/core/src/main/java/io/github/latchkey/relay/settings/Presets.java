package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.WireException;
import java.util.List;
import java.util.Map;

/** Settings that are known of providers, by the name that {@code PROVIDER} has. The host's. */
public interface Presets {
  /** For a host that knows none. */
  Presets NONE =
      new Presets() {
        @Override
        public Map<String, String> find(String provider) {
          return null;
        }

        @Override
        public List<String> names() {
          return List.of();
        }
      };

  /**
   * The settings of one provider, which those of the operator override.
   *
   * @param provider the value of {@code PROVIDER}: a name, or an issuer's URL
   * @return by the names of settings, such as {@code TOKEN_ENDPOINT}; null where the provider is
   *     not known
   * @throws WireException where the provider was asked and its answer is not what it should be
   */
  Map<String, String> find(String provider) throws WireException;

  /** The names that are known, in order. */
  List<String> names();
}
