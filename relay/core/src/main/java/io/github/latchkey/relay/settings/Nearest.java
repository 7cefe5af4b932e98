package io.github.latchkey.relay.settings;

import java.util.List;

/** Finds the name that a misspelt one was probably meant to be. */
final class Nearest {
  private Nearest() {}

  /**
   * Returns the nearest name, or null if none is near: within two edits, or within a quarter of the
   * length of a long name.
   */
  static String of(String misspelt, List<String> names) {
    String nearest = null;
    int least = Math.max(2, misspelt.length() / 4) + 1;
    for (String name : names) {
      int edits = edits(misspelt, name);
      if (edits < least && edits < name.length() / 2) {
        least = edits;
        nearest = name;
      }
    }
    return nearest;
  }

  /** The Levenshtein distance: how many characters are added, removed or replaced. */
  static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 0; i < from.length(); i++) {
      int diagonal = row[0];
      row[0] = i + 1;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
