package io.github.latchkey.demo.local.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of the catalogue.
 *
 * @param id names it for good
 * @param kind {@code book}, {@code film} or {@code record}
 * @param title what it is called
 * @param maker who made it
 * @param released the day it came out, as ISO 8601 writes it
 * @param revision counts its changes, from 1
 */
public record Row(
    String id, String kind, String title, String maker, String released, int revision) {

  /** The row after a change of its title. */
  Row retitled(String newTitle) {
    return new Row(id, kind, newTitle, maker, released, revision + 1);
  }

  /** The row as the API sends it; what is not stored follows from what is. */
  public Map<String, Object> toJson() {
    int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("revision", revision);
    json.put("kind", kind);
    json.put("title", title);
    json.put("maker", maker);
    json.put("released", released);
    json.put("minutes", 30 + number * 7 % 200);
    json.put("in_stock", number % 4 != 0);
    json.put("color", COLORS[number % COLORS.length]);
    json.put("link", "https://catalogue.example.com/" + id);
    json.put("summary", "<p>A " + kind + " by <strong>" + maker + "</strong>.</p>");
    return json;
  }

  private static final String[] COLORS = {"#c0392b", "#1f6f8b", "#3d7a3a", "#8e5ea2", "#b8860b"};
}
