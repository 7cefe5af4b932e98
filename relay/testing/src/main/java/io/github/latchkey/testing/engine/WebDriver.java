package io.github.latchkey.testing.engine;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The wire of W3C WebDriver: one session at a driver on loopback. */
final class WebDriver {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String driver;
  private String session;

  /**
   * @param port where the driver listens
   */
  WebDriver(int port) {
    driver = "http://127.0.0.1:" + port;
  }

  /** Whether the driver answers at all. */
  boolean isUp() {
    try {
      send("GET", "/status", null);
      return true;
    } catch (EngineException e) {
      return false;
    }
  }

  /** Starts the session, and with it the browser (WebDriver 8.1). */
  void newSession(Map<String, ?> capabilities) {
    Map<String, Object> all = new HashMap<>(capabilities);
    // A test's https is under a certificate that nobody has signed.
    all.put("acceptInsecureCerts", true);
    JsonElement value =
        send("POST", "/session", Map.of("capabilities", Map.of("alwaysMatch", all)));
    session = "/session/" + value.getAsJsonObject().get("sessionId").getAsString();
  }

  /** Ends the session, and with it the browser. */
  void deleteSession() {
    if (session != null) {
      send("DELETE", session, null);
    }
  }

  /** A command that asks, such as {@code /window}; gives its {@code value}. */
  JsonElement get(String command) {
    return send("GET", session + command, null);
  }

  /** A command that does something; gives its {@code value}. */
  JsonElement post(String command, Map<String, ?> parameters) {
    return send("POST", session + command, parameters);
  }

  /** A command that ends something; gives its {@code value}. */
  JsonElement delete(String command) {
    return send("DELETE", session + command, null);
  }

  private JsonElement send(String method, String path, Map<String, ?> body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(driver + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json; charset=utf-8")
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(GSON.toJson(body)))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      JsonElement value = JsonParser.parseString(response.body()).getAsJsonObject().get("value");
      if (response.statusCode() != 200) {
        JsonObject error = value.getAsJsonObject();
        throw new EngineException(
            method + " " + path + ": " + error.get("error") + ", " + error.get("message"));
      }
      return value;
    } catch (IOException e) {
      throw new EngineException(method + " " + path + ": no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted", e);
    }
  }
}
