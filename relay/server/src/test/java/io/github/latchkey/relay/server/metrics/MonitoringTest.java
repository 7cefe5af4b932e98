package io.github.latchkey.relay.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alert rules and the dashboard in relay/deploy ask for metrics that the relay has. */
class MonitoringTest {
  private static final Path DEPLOY = Path.of("../deploy");
  private static final Pattern METRIC = Pattern.compile("\\blatchkey_\\w+");

  private static Set<String> namesIn(String text) {
    Set<String> names = new TreeSet<>();
    Matcher name = METRIC.matcher(text);
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }

  private static Set<String> exposed() throws IOException {
    Metrics metrics = new Metrics();
    metrics.gauges(() -> 0, () -> 0);
    metrics.request("/poll", 410, true);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(text, metrics.registry().scrape());
    return namesIn(text.toString(StandardCharsets.UTF_8));
  }

  @Test
  void everyMetricOfAnAlertExists() throws IOException {
    Set<String> missing = namesIn(Files.readString(DEPLOY.resolve("alerts.yaml")));
    missing.removeAll(exposed());
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyMetricOfTheDashboardExistsAndNoneIsLeftOut() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (String name : namesIn(Files.readString(DEPLOY.resolve("dashboard.json")))) {
      shown.add(name.replaceFirst("_bucket$", ""));
    }
    Set<String> all = new TreeSet<>();
    for (String name : exposed()) {
      all.add(name.replaceFirst("_(bucket|count|sum)$", ""));
    }
    assertEquals(all, shown);
  }
}
