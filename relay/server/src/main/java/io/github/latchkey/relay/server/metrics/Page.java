package io.github.latchkey.relay.server.metrics;

/** Figures in Prometheus' text format, version 0.0.4. */
final class Page {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  /**
   * Begins a figure.
   *
   * @param type {@code counter}, {@code gauge} or {@code histogram}
   */
  Page figure(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * Adds a value.
   *
   * @param labels such as {@code move="read"}, or empty; constants of ours, so nothing is escaped
   */
  Page sample(String name, String labels, long value) {
    return line(name, labels, Long.toString(value));
  }

  Page sample(String name, String labels, double value) {
    return line(name, labels, Double.toString(value));
  }

  private Page line(String name, String labels, String value) {
    text.append(name);
    if (!labels.isEmpty()) {
      text.append('{').append(labels).append('}');
    }
    text.append(' ').append(value).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
