package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.page.Page;
import java.util.List;

/**
 * {@code GET /done}, {@code /done/refused}, {@code /done/failed}, {@code /done/expired}, {@code
 * /done/browser}: where {@link Redirect} and {@link Start} leave the browser, so that neither code
 * nor state stays in its address bar.
 */
public final class ResultPage implements Route {
  /** The pages that have a path. */
  public static final List<Page> PAGES =
      List.of(Page.DONE, Page.REFUSED, Page.FAILED, Page.EXPIRED, Page.OTHER_BROWSER);

  private final Plugin plugin;
  private final Page page;

  /** Creates the route of one page. */
  public ResultPage(Plugin plugin, Page page) {
    this.plugin = plugin;
    this.page = page;
  }

  /** The path of a page, after the base path. */
  public static String pathOf(Page page) {
    return switch (page) {
      case DONE -> "/done";
      case REFUSED -> "/done/refused";
      case EXPIRED -> "/done/expired";
      case OTHER_BROWSER -> "/done/browser";
      default -> "/done/failed";
    };
  }

  @Override
  public Answer answer(Call call) {
    return plugin.pages().show(200, page);
  }
}
