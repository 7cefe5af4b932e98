package io.github.latchkey.relay.settings;

import java.util.List;
import java.util.Map;

/**
 * What concerns one plugin.
 *
 * @param publicOrigin the relay's own origin, from {@code REDIRECT_URI}
 * @param basePath what stands before every route, from {@code REDIRECT_URI}: empty, or {@code
 *     /airtable}
 * @param printable every setting by name as it may be printed at the start, secrets masked
 * @param pluginUris the origins of {@code PLUGIN_URI}
 */
public record PluginSettings(
    String publicOrigin, String basePath, Map<String, String> printable, List<String> pluginUris) {}
