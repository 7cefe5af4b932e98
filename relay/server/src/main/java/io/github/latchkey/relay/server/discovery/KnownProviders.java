package io.github.latchkey.relay.server.discovery;

import io.github.latchkey.relay.jdk.PresetFiles;
import io.github.latchkey.relay.settings.Presets;
import io.github.latchkey.relay.wire.WireException;
import java.util.List;
import java.util.Map;

/** What {@code PROVIDER} may be: the name of a preset, or an issuer's URL. */
public final class KnownProviders implements Presets {
  private final PresetFiles files = new PresetFiles();
  private final Discovery discovery;

  /** Makes one that asks issuers by {@code source}. */
  public KnownProviders(Discovery.Source source) {
    discovery = new Discovery(source);
  }

  @Override
  public Map<String, String> find(String provider) throws WireException {
    return provider.contains("://") ? discovery.settings(provider) : files.find(provider);
  }

  @Override
  public List<String> names() {
    return files.names();
  }
}
