package io.github.latchkey.relay;

import static io.github.latchkey.relay.Endpoint.ANY;
import static io.github.latchkey.relay.Endpoint.Audience.API_CALLS;
import static io.github.latchkey.relay.Endpoint.Audience.BROWSERS;
import static io.github.latchkey.relay.Endpoint.Audience.PLUGINS;
import static io.github.latchkey.relay.Endpoint.GET;
import static io.github.latchkey.relay.Endpoint.GET_AND_HEAD;
import static io.github.latchkey.relay.Endpoint.POST;

import io.github.latchkey.relay.http.RateLimit;
import io.github.latchkey.relay.page.Page;
import io.github.latchkey.relay.page.Pages;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.route.Api;
import io.github.latchkey.relay.route.Authorize;
import io.github.latchkey.relay.route.Home;
import io.github.latchkey.relay.route.Plugin;
import io.github.latchkey.relay.route.Poll;
import io.github.latchkey.relay.route.Ready;
import io.github.latchkey.relay.route.Redirect;
import io.github.latchkey.relay.route.Refresh;
import io.github.latchkey.relay.route.ResultPage;
import io.github.latchkey.relay.route.Revoke;
import io.github.latchkey.relay.route.Route;
import io.github.latchkey.relay.route.Start;
import io.github.latchkey.relay.settings.PluginSettings;
import io.github.latchkey.relay.settings.RelaySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every path of the relay: its methods, who calls it, its rate limit, and the route that answers.
 */
final class RouteTable {
  /**
   * Where a path leads.
   *
   * @param plugin whose endpoint it is; of {@code /} the first one's
   * @param name the path for the log: a constant, never what a caller sent
   */
  record Place(Endpoint endpoint, Plugin plugin, String name) {}

  private static final Endpoint HOME =
      new Endpoint("/", GET_AND_HEAD, BROWSERS, null, List.of(), List.of(), new Home());

  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Place> placesByPrefix = new HashMap<>();

  RouteTable(RelaySettings settings, Ports ports, Pages pages) {
    boolean isOneOfSeveral = settings.plugins().size() > 1;
    for (PluginSettings each : settings.plugins()) {
      Plugin plugin = Plugin.of(each, ports, pages);
      places.putIfAbsent("/", new Place(HOME, plugin, "/"));
      places.putIfAbsent(Ready.PATH, new Place(ready(plugin), plugin, Ready.PATH));
      for (Endpoint endpoint : endpoints(plugin)) {
        String path = plugin.publicPath(endpoint.path());
        Place place = new Place(endpoint, plugin, isOneOfSeveral ? path : endpoint.path());
        (endpoint.readsParameters() ? places : placesByPrefix).put(path, place);
      }
    }
  }

  private static List<Endpoint> endpoints(Plugin plugin) {
    List<Endpoint> all = new ArrayList<>();
    all.add(HOME);
    all.add(ready(plugin));
    all.add(
        new Endpoint(
            "/authorize",
            POST,
            PLUGINS,
            RateLimit.LOGIN,
            List.of("prompt", "subdomain"),
            List.of(),
            new Authorize(plugin)));
    all.add(
        new Endpoint(
            "/poll",
            POST,
            PLUGINS,
            RateLimit.POLL,
            List.of("readKey", "wait"),
            List.of(),
            new Poll(plugin)));
    all.add(
        new Endpoint(
            "/refresh",
            POST,
            PLUGINS,
            RateLimit.REFRESH,
            List.of("refresh_token"),
            List.of(),
            new Refresh(plugin)));
    all.add(
        new Endpoint(
            "/revoke",
            POST,
            PLUGINS,
            RateLimit.REFRESH,
            List.of("token"),
            List.of(),
            new Revoke(plugin)));
    all.add(
        new Endpoint(
            "/redirect",
            GET,
            BROWSERS,
            RateLimit.LOGIN,
            List.of(),
            Redirect.FIELDS,
            new Redirect(plugin)));
    for (Page page : ResultPage.PAGES) {
      all.add(forBrowsers(ResultPage.pathOf(page), GET, null, new ResultPage(plugin, page)));
    }
    if (plugin.settings().isConfirmed()) {
      List<String> methods = List.of("GET", "POST");
      all.add(forBrowsers(Start.PATH, methods, RateLimit.LOGIN, new Start(plugin)));
    }
    if (!plugin.settings().apiOrigins().isEmpty()) {
      all.add(
          new Endpoint(
              Api.PATH, ANY, API_CALLS, RateLimit.API, List.of(), List.of(), new Api(plugin)));
    }
    return all;
  }

  private static Endpoint ready(Plugin plugin) {
    return forBrowsers(Ready.PATH, GET, RateLimit.LOGIN, new Ready(plugin.ports().store()));
  }

  private static Endpoint forBrowsers(
      String path, List<String> methods, RateLimit rateLimit, Route route) {
    return new Endpoint(path, methods, BROWSERS, rateLimit, List.of(), List.of(), route);
  }

  /**
   * Finds where a request leads. Paths match exactly.
   *
   * @param target the raw request target
   * @return null if the relay has no such path
   */
  Place find(String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    for (Map.Entry<String, Place> entry : placesByPrefix.entrySet()) {
      if (path.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return places.get(path);
  }
}
