/**
 * Framer's plugin SDK for plugins in Java: thin bindings of {@code @framer/plugin} 4, under the
 * SDK's own names; {@code framer-plugin} 3.10.3 loads as well. {@link
 * io.github.latchkey.framer.Framer#load} gives the SDK's object, and {@link
 * io.github.latchkey.framer.cms} has the collections. What a plugin does not call costs it nothing.
 *
 * <p>The import itself only a bundler understands, so a line of JavaScript hands it over, and
 * nothing else of the plugin need be JavaScript:
 *
 * <pre>{@code
 * // plugin.js
 * start(() => import("@framer/plugin"))
 *
 * // Plugin.java
 * @JSExport
 * public static void start(Framer.Importer importer) {
 *   Framer.load(importer)
 *       .then(
 *           framer -> {
 *             if (framer != null) {
 *               framer.showUI(UIOptions.create().width(320).height(400));
 *             }
 *             return null;
 *           });
 * }
 * }</pre>
 *
 * <p>Calls that change a project need the person's permission, which {@link
 * io.github.latchkey.framer.Framer#isAllowedTo} tells and which can be taken away at any time: such
 * a call is then rejected. While developed, a plugin that calls one without having asked gets a
 * warning from the SDK.
 */
package io.github.latchkey.framer;
