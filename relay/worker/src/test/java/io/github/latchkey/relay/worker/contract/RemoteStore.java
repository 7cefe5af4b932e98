package io.github.latchkey.relay.worker.contract;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.StoreException;
import io.github.latchkey.testing.worker.Workerd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A store inside workerd, each move an HTTP request to {@code contract.js}. */
final class RemoteStore implements Store {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Workerd workerd;
  private final String prefix;

  /**
   * Makes the store of one test.
   *
   * @param prefix goes before each id, so that no test sees another's rows
   */
  RemoteStore(Workerd workerd, String prefix) {
    this.workerd = workerd;
    this.prefix = prefix;
    ask("/now", null);
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    JsonObject move = move("reserve", id, attempt);
    move.addProperty("replacedAttempt", replacedAttempt);
    move.addProperty("lifeMillis", lifeMillis);
    return made(move).getAsBoolean();
  }

  @Override
  public boolean settle(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    JsonObject move = move("settle", id, attempt);
    move.addProperty("maxAgeMillis", maxAgeMillis);
    move.addProperty("lifeMillis", lifeMillis);
    move.add("sealed", new Gson().toJsonTree(sealed));
    return made(move).getAsBoolean();
  }

  @Override
  public boolean undo(String id, String attempt, long maxAgeMillis) {
    JsonObject move = move("undo", id, attempt);
    move.addProperty("maxAgeMillis", maxAgeMillis);
    return made(move).getAsBoolean();
  }

  @Override
  public Row read(String id) {
    JsonElement answer = made(move("read", id, null));
    if (answer.isJsonNull()) {
      return null;
    }
    JsonObject row = answer.getAsJsonObject();
    return new Row(
        Phase.of(row.get("phase").getAsInt()),
        row.get("attempt").getAsString(),
        row.get("ageMillis").getAsLong(),
        new Gson().fromJson(row.get("sealed"), byte[].class));
  }

  @Override
  public boolean take(String id, String attempt) {
    return made(move("take", id, attempt)).getAsBoolean();
  }

  /** Lets time pass, or come back, for the store. */
  void pass(long millis) {
    ask("/pass?millis=" + millis, null);
  }

  /** What an object has written, and whether it has an alarm: {@code 1 row, 1 alarm}. */
  String stored(String id) {
    return ask("/stored?id=" + prefix + id, null);
  }

  /** How many rows the database has. */
  int rows() {
    return Integer.parseInt(ask("/rows", null));
  }

  /** Runs what the platform runs on schedule. */
  void runSchedule() {
    ask("/cdn-cgi/handler/scheduled", null);
  }

  private JsonObject move(String name, String id, String attempt) {
    JsonObject move = new JsonObject();
    move.addProperty("name", name);
    move.addProperty("id", prefix + id);
    move.addProperty("attempt", attempt);
    return move;
  }

  private JsonElement made(JsonObject move) {
    return new Gson().fromJson(ask("/move", move.toString()), JsonElement.class);
  }

  /** The core's vectors as the Worker computes them. */
  String vectors() {
    return ask("/vectors", null);
  }

  private String ask(String target, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(workerd.url() + target));
    if (body != null) {
      request.POST(BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new StoreException(target + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new StoreException(e.toString());
    }
  }
}
