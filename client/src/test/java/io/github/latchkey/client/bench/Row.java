package io.github.latchkey.client.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One line of the table.
 *
 * @param what is measured
 * @param cells a text for each contender, a figure or why there is none
 * @param bound what is asked of Latchkey and whether it holds; empty where nothing is
 */
record Row(String what, Map<Contender, String> cells, String bound) {
  /** Fills one cell after the other. */
  static Row of(String what, Function<Contender, String> cell) {
    Map<Contender, String> cells = new EnumMap<>(Contender.class);
    for (Contender contender : Contender.values()) {
      cells.put(contender, cell.apply(contender));
    }
    return new Row(what, cells, "");
  }

  /** The same, with what is asked of Latchkey. */
  Row atMost(double bound, double figure, String unit) {
    String asked = "at most %s%s: ".formatted(Samples.text(bound), unit);
    return new Row(what, cells, asked + (figure <= bound ? "holds" : "missed"));
  }
}
