package io.github.latchkey.relay.worker.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.StoreContract;
import io.github.latchkey.relay.seal.FormatVectors;
import io.github.latchkey.testing.worker.Workerd;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do, asked of one inside workerd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WorkerStoreContract extends StoreContract {
  RemoteStore store;
  private Workerd workerd;
  private int test;

  /** The setting {@code STORE}. */
  abstract String setting();

  @BeforeAll
  void start(@TempDir Path persist) throws Exception {
    workerd = new Workerd("src/test/js/contract.js", Map.of("STORE", setting()), persist);
  }

  @AfterAll
  void stop() throws Exception {
    workerd.close();
  }

  @BeforeEach
  void begin() {
    store = new RemoteStore(workerd, "test-" + test++ + "-");
  }

  @Test
  void theWorkerWritesEveryFormatAsTheCoresVectorsSay() throws Exception {
    try (InputStream file = FormatVectors.class.getResourceAsStream("/vectors.txt")) {
      String lines = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(lines.substring(lines.indexOf('\n') + 1), store.vectors());
    }
  }

  @Override
  protected Store store() {
    return store;
  }

  @Override
  protected void pass(long millis) {
    store.pass(millis);
  }

  @Override
  protected int rounds() {
    return Boolean.getBoolean("soak") ? 2_000 : 20;
  }
}
