package io.github.latchkey.demo.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import io.github.latchkey.testing.Chromium;
import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.worker.Workerd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo with the Worker in the relay's place, in workerd: a person meets the same. */
class WorkerJourneyTest {
  @ParameterizedTest
  @ValueSource(strings = {"durable-object", "d1"})
  void onesNameIsShownACallGoesOnThroughARefreshAndOneLogsOut(String store, @TempDir Path rows)
      throws Exception {
    assumeTrue(store.equals("durable-object") || Boolean.getBoolean("soak"));
    int port = FreePort.find();
    try (Demo demo = TestDemo.start("http://localhost:" + port);
        Chromium chromium = Chromium.launch();
        BrowserContext context = chromium.newContext()) {
      Map<String, String> variables = new HashMap<>();
      for (String line : Files.readAllLines(Path.of("target/relay.dev.vars"))) {
        variables.put(line.replaceFirst("=.*", ""), line.replaceFirst("[^=]*=", ""));
      }
      variables.put("STORE", store);
      try (Workerd worker = new Workerd(Workerd.PLAIN, variables, rows, Map.of("port", port))) {
        Journey.Figures figures = Journey.go(context, demo);
        assertEquals("Ada Lovelace", figures.name());
        assertTrue(figures.refreshes() >= 1, figures.toString());
        assertTrue(worker.log().stream().anyMatch(line -> line.startsWith("POST /poll 200")));
        System.out.println("Worker, " + store + ": redirect to tokens " + figures);
      }
    }
  }
}
