package io.github.latchkey.testing.engine;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The wire of W3C WebDriver BiDi: commands and their results over one WebSocket. */
final class BiDi implements WebSocket.Listener {
  private static final long PATIENCE_SECONDS = 30;
  private static final Gson GSON = new Gson();

  private final Map<Integer, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;
  private int lastId;

  /** Connects to a browser and starts the session. */
  BiDi(String url) {
    socket =
        within(
            HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(url), this),
            url);
    // A test's https is under a certificate that nobody has signed.
    call(
        "session.new",
        Map.of("capabilities", Map.of("alwaysMatch", Map.of("acceptInsecureCerts", true))));
  }

  /**
   * Calls a command.
   *
   * @return its result
   * @throws EngineException where the browser answers with an error, or not in time
   */
  JsonObject call(String method, Map<String, ?> parameters) {
    int id = ++lastId;
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    pending.put(id, answer);
    String text = GSON.toJson(Map.of("id", id, "method", method, "params", parameters));
    within(socket.sendText(text, true), method);
    JsonObject reply = within(answer, method);
    if (!reply.get("type").getAsString().equals("success")) {
      throw new EngineException(method + ": " + reply.get("error") + ", " + reply.get("message"));
    }
    return reply.getAsJsonObject("result");
  }

  void disconnect() {
    socket.abort();
  }

  private static <T> T within(CompletableFuture<T> future, String what) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new EngineException(what + ": no answer", e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
    message.append(part);
    if (isLast) {
      JsonObject received = JsonParser.parseString(message.toString()).getAsJsonObject();
      message.setLength(0);
      // Without an id it is an event, and none was asked for.
      if (received.has("id") && !received.get("id").isJsonNull()) {
        CompletableFuture<JsonObject> answer = pending.remove(received.get("id").getAsInt());
        if (answer != null) {
          answer.complete(received);
        }
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    pending.values().forEach(answer -> answer.completeExceptionally(error));
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    onError(from, new EngineException("The browser has gone: " + status + " " + reason));
    return null;
  }
}
