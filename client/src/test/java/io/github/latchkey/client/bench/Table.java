package io.github.latchkey.client.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The rows as a table in Markdown that can be read as it is, too. */
final class Table {
  private final List<List<String>> lines = new ArrayList<>();

  Table() {
    List<String> head = new ArrayList<>(List.of(""));
    for (Contender contender : Contender.values()) {
      head.add(contender.title);
    }
    head.add("asked of Latchkey");
    lines.add(head);
  }

  void add(Row row) {
    List<String> line = new ArrayList<>(List.of(row.what()));
    line.addAll(row.cells().values());
    line.add(row.bound());
    lines.add(line);
  }

  @Override
  public String toString() {
    int columns = lines.get(0).size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      append(text, line, widths, " ");
      if (line == lines.get(0)) {
        append(text, Collections.nCopies(columns, ""), widths, "-");
      }
    }
    return text.toString();
  }

  private static void append(StringBuilder text, List<String> line, int[] widths, String filler) {
    for (int i = 0; i < widths.length; i++) {
      String cell = line.get(i);
      text.append("| ").append(cell).append(filler.repeat(widths[i] - cell.length())).append(' ');
    }
    text.append("|\n");
  }
}
