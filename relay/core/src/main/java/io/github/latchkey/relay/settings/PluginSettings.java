package io.github.latchkey.relay.settings;

import java.util.List;

/**
 * What concerns one plugin.
 *
 * @param publicOrigin the relay's own origin, from {@code REDIRECT_URI}
 * @param basePath what stands before every route, from {@code REDIRECT_URI}: empty, or {@code
 *     /airtable}
 * @param pluginUris the origins of {@code PLUGIN_URI}
 * @param allowedOrigins who may call
 * @param apiOrigins the origins of APIs that calls are passed on to, none with the host of another;
 *     a host may begin with a part that differs from person to person
 * @param apiHeaders names of more headers of APIs' answers that are passed back, in lower case
 * @param relaySecrets what the relay's own keys come from, one or more
 * @param provider what is asked of the provider, and where
 * @param loginSeconds how long a login may take
 * @param pollSeconds how long a poll is held at most
 * @param isConfirmed whether the person confirms, on a page of the relay, that the login is theirs
 * @param pluginName the plugin's name, for people, or null
 * @param pluginIcon the plugin's icon as a data URL, or null
 * @param isCompatible whether the dialect of published plugins is served
 */
public record PluginSettings(
    String publicOrigin,
    String basePath,
    List<String> pluginUris,
    AllowedOrigins allowedOrigins,
    List<WebUrl> apiOrigins,
    List<String> apiHeaders,
    List<Secret> relaySecrets,
    ProviderSettings provider,
    int loginSeconds,
    int pollSeconds,
    boolean isConfirmed,
    String pluginName,
    String pluginIcon,
    boolean isCompatible) {}
