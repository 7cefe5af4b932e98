package io.github.latchkey.demo.local.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A table of sixty rows of three kinds, which can change. It starts the same each time. */
public final class Catalogue {
  private static final int ROWS = 60;
  private static final String[] KINDS = {"book", "film", "record"};
  private static final String[] FIRST = {
    "Quiet", "Northern", "Borrowed", "Paper", "Second", "Winter", "Salt", "Hollow", "Copper", "Late"
  };
  private static final String[] SECOND = {
    "Harbour", "Letters", "Orchard", "Signal", "Garden", "Ferry"
  };
  private static final String[] MAKERS = {
    "Ines Moreau", "Tomas Lindqvist", "Adaeze Obi", "Rin Takeda", "Marta Kowalska"
  };

  private final List<Row> rows = new ArrayList<>();
  private int last;

  /** A catalogue as it is at first. */
  public Catalogue() {
    reset();
  }

  /** Some rows, in order. */
  public record Page(List<Row> rows, int number, String next, int total) {}

  /** As it is at first. */
  public synchronized void reset() {
    rows.clear();
    last = 0;
    for (int i = 0; i < ROWS; i++) {
      add();
    }
  }

  /** Adds three rows, changes two and removes one. */
  public synchronized void change() {
    for (int i = 0; i < 3; i++) {
      add();
    }
    for (int place : new int[] {4, 33}) {
      Row row = rows.get(place);
      rows.set(place, row.retitled(row.title() + ", Revised"));
    }
    rows.remove(20);
  }

  private void add() {
    int number = ++last;
    String id = "row-" + number;
    String title = "The " + FIRST[number % FIRST.length] + " " + SECOND[number / 2 % SECOND.length];
    String released = LocalDate.of(1960, 1, 1).plusDays(number * 367L).toString();
    String maker = MAKERS[number * 3 % MAKERS.length];
    rows.add(new Row(id, KINDS[number % KINDS.length], title, maker, released, 1));
  }

  /**
   * A page.
   *
   * @param cursor what the page before named as next; null for the first page
   * @param limit how many rows at most
   * @return null where there is no such page
   */
  public synchronized Page page(String cursor, int limit) {
    int from = 0;
    if (cursor != null) {
      while (from < rows.size() && !rows.get(from).id().equals(cursor)) {
        from++;
      }
      if (from == rows.size()) {
        return null;
      }
    }
    int to = Math.min(from + limit, rows.size());
    String next = to == rows.size() ? null : rows.get(to).id();
    return new Page(List.copyOf(rows.subList(from, to)), from / limit + 1, next, rows.size());
  }
}
