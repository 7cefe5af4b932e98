package io.github.latchkey.relay;

import io.github.latchkey.relay.page.Page;
import io.github.latchkey.relay.page.Pages;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.route.Api;
import io.github.latchkey.relay.route.Authorize;
import io.github.latchkey.relay.route.Home;
import io.github.latchkey.relay.route.Plugin;
import io.github.latchkey.relay.route.Poll;
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

/** Which path leads to which route of which plugin. Paths match exactly. */
final class RouteTable {
  /**
   * Where a path leads.
   *
   * @param route what answers
   * @param plugin whose route it is; of {@code /} the first one
   * @param name the route for the log: a constant of ours
   */
  record Place(Route route, Plugin plugin, String name) {}

  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Place> placesByBeginning = new HashMap<>();

  RouteTable(RelaySettings settings, Ports ports, Pages pages) {
    boolean isOneOfSeveral = settings.plugins().size() > 1;
    for (PluginSettings each : settings.plugins()) {
      Plugin plugin = Plugin.of(each, ports, pages);
      places.putIfAbsent("/", new Place(new Home(), plugin, "/"));
      for (Route route : routes(plugin)) {
        String path = plugin.publicPath(route.path());
        Place place = new Place(route, plugin, isOneOfSeveral ? path : route.path());
        (route.readsParameters() ? places : placesByBeginning).put(path, place);
      }
    }
  }

  private static List<Route> routes(Plugin plugin) {
    List<Route> routes =
        new ArrayList<>(
            List.of(
                new Home(),
                new Authorize(plugin),
                new Redirect(plugin),
                new ResultPage(plugin, Page.DONE),
                new ResultPage(plugin, Page.REFUSED),
                new ResultPage(plugin, Page.FAILED),
                new ResultPage(plugin, Page.LATE),
                new Poll(plugin),
                new Refresh(plugin),
                new Revoke(plugin)));
    if (plugin.settings().isConfirmed()) {
      routes.add(new Start(plugin));
      routes.add(new ResultPage(plugin, Page.OTHER_BROWSER));
    }
    if (!plugin.settings().apiOrigins().isEmpty()) {
      routes.add(new Api(plugin));
    }
    return routes;
  }

  /**
   * Finds it.
   *
   * @param target the raw request target
   * @return null where the path leads nowhere
   */
  Place find(String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    for (Map.Entry<String, Place> entry : placesByBeginning.entrySet()) {
      if (path.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return places.get(path);
  }
}
