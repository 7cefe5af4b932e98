package io.github.latchkey.demo.cms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which revision of each row was imported last. Framer does not tell a plugin what the items of a
 * managed collection hold, so the plugin keeps this with the collection: short texts, because a
 * collection's plugin data is small.
 */
final class Revisions {
  /** How long a text may be: Framer takes about 2 kB a key. */
  static final int MOST_CHARACTERS = 1900;

  private final Map<String, Integer> revisions = new LinkedHashMap<>();

  /**
   * What {@link #texts} has made; what is no such text is skipped, and its rows count as unknown.
   */
  void read(String text) {
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      if (end < 0) {
        end = text.length();
      }
      int blank = text.lastIndexOf(' ', end - 1);
      if (blank > from) {
        int revision = number(text, blank + 1, end);
        if (revision >= 0) {
          revisions.put(text.substring(from, blank), revision);
        }
      }
      from = end + 1;
    }
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i - from > 8) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return to > from ? number : -1;
  }

  /** The texts to keep, each no longer than {@link #MOST_CHARACTERS}. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Integer> row : revisions.entrySet()) {
      String line = row.getKey() + " " + row.getValue() + "\n";
      if (text.length() + line.length() > MOST_CHARACTERS) {
        texts.add(text.toString());
        text.setLength(0);
      }
      text.append(line);
    }
    texts.add(text.toString());
    return texts;
  }

  /** Whether this revision of a row was imported. */
  boolean has(String id, int revision) {
    Integer known = revisions.get(id);
    return known != null && known == revision;
  }

  void put(String id, int revision) {
    revisions.put(id, revision);
  }

  void remove(String id) {
    revisions.remove(id);
  }
}
