package io.github.latchkey.testing.engine;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * An engine that speaks W3C WebDriver. The protocol has a current window and a current frame; a
 * page sets both before each of its commands, so that its caller need not think of them.
 */
final class WebDriverEngine implements Engine {
  /** The name under which the protocol refers to an element (WebDriver 12.1). */
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  private final WebDriver driver;
  private final ChildProcesses processes;
  private final String windowType;
  private final String firstWindow;

  /**
   * Starts a driver and a session of it.
   *
   * @param processes where the driver is added; ended with the engine, or where it does not start
   * @param port where the command makes the driver listen
   * @param windowType what a new page opens in: {@code tab} or {@code window}
   */
  static Engine launch(
      ChildProcesses processes,
      Map<String, String> environment,
      List<String> command,
      int port,
      Map<String, ?> capabilities,
      String windowType) {
    try {
      processes.start(environment, command);
      WebDriver driver = new WebDriver(port);
      Awaited.value(
          () -> driver.isUp() ? Boolean.TRUE : null,
          () -> command.get(0) + " to start; it printed: " + processes.output());
      driver.newSession(capabilities);
      return new WebDriverEngine(driver, windowType, processes);
    } catch (RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  private WebDriverEngine(WebDriver driver, String windowType, ChildProcesses processes) {
    this.driver = driver;
    this.windowType = windowType;
    this.processes = processes;
    firstWindow = driver.get("/window").getAsString();
  }

  @Override
  public Page open(String url) {
    // The current window may have been closed, and then there is none to ask from.
    driver.post("/window", Map.of("handle", firstWindow));
    JsonObject created = driver.post("/window/new", Map.of("type", windowType)).getAsJsonObject();
    WebDriverPage page = new WebDriverPage(created.get("handle").getAsString(), null);
    page.enter();
    driver.post("/url", Map.of("url", url));
    return page;
  }

  @Override
  public List<Page> pages() {
    return StreamSupport.stream(driver.get("/window/handles").getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsString)
        // The empty window that the browser started with is nobody's.
        .filter(handle -> !handle.equals(firstWindow))
        .<Page>map(handle -> new WebDriverPage(handle, null))
        .toList();
  }

  @Override
  public void close() {
    try (processes) {
      driver.deleteSession();
    }
  }

  private final class WebDriverPage implements Page {
    private final String window;
    private final String iframe;

    /**
     * @param iframe a selector of the frame in the window's document; null: the document itself
     */
    WebDriverPage(String window, String iframe) {
      this.window = window;
      this.iframe = iframe;
    }

    void enter() {
      driver.post("/window", Map.of("handle", window));
      driver.post("/frame", Collections.singletonMap("id", null));
      if (iframe != null) {
        driver.post("/frame", Map.of("id", Map.of(ELEMENT, find(iframe))));
      }
    }

    @Override
    public Page frame(String css) {
      return new WebDriverPage(window, css);
    }

    @Override
    public String evaluate(String expression) {
      enter();
      return driver
          .post(
              "/execute/sync",
              Map.of("script", "return String(" + expression + ")", "args", List.of()))
          .getAsString();
    }

    @Override
    public void click(String css) {
      enter();
      driver.post("/element/" + find(css) + "/click", Map.of());
    }

    private String find(String css) {
      return driver
          .post("/element", Map.of("using", "css selector", "value", css))
          .getAsJsonObject()
          .get(ELEMENT)
          .getAsString();
    }

    @Override
    public void reload() {
      driver.post("/window", Map.of("handle", window));
      driver.post("/frame", Collections.singletonMap("id", null));
      driver.post("/refresh", Map.of());
    }

    @Override
    public void close() {
      enter();
      driver.delete("/window");
    }
  }
}
