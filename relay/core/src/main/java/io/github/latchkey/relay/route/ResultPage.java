package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.page.Page;
import java.util.List;

/**
 * {@code GET /done}, {@code /done/refused}, {@code /done/failed}, {@code /done/late}, {@code
 * /done/browser}: where {@link Redirect} and {@link Start} leave the browser, so that neither code
 * nor state stays in its address bar.
 */
public final class ResultPage implements Route {
  private final Plugin plugin;
  private final Page page;

  /** Makes the route of one page. */
  public ResultPage(Plugin plugin, Page page) {
    this.plugin = plugin;
    this.page = page;
  }

  /** Where a page lies, after the base path. */
  static String pathOf(Page page) {
    return switch (page) {
      case DONE -> "/done";
      case REFUSED -> "/done/refused";
      case LATE -> "/done/late";
      case OTHER_BROWSER -> "/done/browser";
      default -> "/done/failed";
    };
  }

  @Override
  public String path() {
    return pathOf(page);
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public boolean isForPlugins() {
    return false;
  }

  @Override
  public Answer answer(Call call) {
    return plugin.pages().show(200, page);
  }
}
