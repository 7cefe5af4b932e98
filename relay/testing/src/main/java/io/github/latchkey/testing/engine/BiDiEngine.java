package io.github.latchkey.testing.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** An engine that speaks W3C WebDriver BiDi. */
final class BiDiEngine implements Engine {
  private final BiDi bidi;
  private final ChildProcesses processes;
  private final String firstContext;

  /**
   * @param processes ended with the engine
   */
  BiDiEngine(BiDi bidi, ChildProcesses processes) {
    this.bidi = bidi;
    this.processes = processes;
    firstContext = contexts().get(0);
  }

  @Override
  public Page open(String url) {
    JsonObject created = bidi.call("browsingContext.create", Map.of("type", "tab"));
    String context = created.get("context").getAsString();
    bidi.call(
        "browsingContext.navigate", Map.of("context", context, "url", url, "wait", "complete"));
    return new BiDiPage(context, null);
  }

  @Override
  public List<Page> pages() {
    return contexts().stream()
        // The empty tab that the browser started with is nobody's.
        .filter(context -> !context.equals(firstContext))
        .<Page>map(context -> new BiDiPage(context, null))
        .toList();
  }

  private List<String> contexts() {
    return StreamSupport.stream(
            bidi.call("browsingContext.getTree", Map.of("maxDepth", 0))
                .getAsJsonArray("contexts")
                .spliterator(),
            false)
        .map(JsonElement::getAsJsonObject)
        .map(context -> context.get("context").getAsString())
        .toList();
  }

  @Override
  public void close() {
    try (processes) {
      bidi.disconnect();
    }
  }

  private final class BiDiPage implements Page {
    private final String topContext;
    private final String iframe;

    /**
     * @param iframe a selector of the frame in the tab's document; null: the document itself
     */
    BiDiPage(String topContext, String iframe) {
      this.topContext = topContext;
      this.iframe = iframe;
    }

    /** The protocol's name of the document; a frame's may change when it is loaded again. */
    private String context() {
      if (iframe == null) {
        return topContext;
      }
      JsonObject frame =
          evaluateIn(topContext, "document.querySelector('" + iframe + "').contentWindow");
      return frame.getAsJsonObject("value").get("context").getAsString();
    }

    @Override
    public Page frame(String css) {
      return new BiDiPage(topContext, css);
    }

    @Override
    public String evaluate(String expression) {
      return evaluateIn(context(), "String(" + expression + ")").get("value").getAsString();
    }

    private JsonObject evaluateIn(String context, String expression) {
      JsonObject result =
          bidi.call(
              "script.evaluate",
              Map.of(
                  "expression",
                  expression,
                  "target",
                  Map.of("context", context),
                  "awaitPromise",
                  false));
      if (!result.get("type").getAsString().equals("success")) {
        throw new EngineException(
            expression + ": " + result.getAsJsonObject("exceptionDetails").get("text"));
      }
      return result.getAsJsonObject("result");
    }

    @Override
    public void click(String css) {
      bidi.call("browsingContext.activate", Map.of("context", topContext));
      String context = context();
      JsonElement node =
          bidi.call(
                  "browsingContext.locateNodes",
                  Map.of("context", context, "locator", Map.of("type", "css", "value", css)))
              .getAsJsonArray("nodes")
              .get(0);
      Map<String, Object> element =
          Map.of(
              "type",
              "element",
              "element",
              Map.of("sharedId", node.getAsJsonObject().get("sharedId").getAsString()));
      List<Map<String, Object>> steps =
          List.of(
              Map.of("type", "pointerMove", "x", 0, "y", 0, "origin", element),
              Map.of("type", "pointerDown", "button", 0),
              Map.of("type", "pointerUp", "button", 0));
      bidi.call(
          "input.performActions",
          Map.of(
              "context",
              context,
              "actions",
              List.of(Map.of("type", "pointer", "id", "mouse", "actions", steps))));
    }

    @Override
    public void reload() {
      bidi.call("browsingContext.reload", Map.of("context", topContext, "wait", "complete"));
    }

    @Override
    public void close() {
      bidi.call("browsingContext.close", Map.of("context", topContext));
    }
  }
}
