package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.worker.WorkerUnderTest.Login;
import io.github.latchkey.testing.TokenFault;
import io.github.latchkey.testing.worker.Workerd;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that does not answer, or leads elsewhere, must not hold or lead the relay. */
class T36ProviderStallTest {
  /** How much faster deadlines come. */
  private static final int SPEED = 10;

  @Test
  void aProviderGetsTenSecondsAndNoRedirectIsFollowed(@TempDir Path persist) throws Exception {
    try (WorkerUnderTest relay =
        new WorkerUnderTest(Workerd.OBSERVED, persist, "DEADLINE_SPEED", "" + SPEED)) {
      Login login = relay.authorize();
      String target = relay.visit(login);
      relay.provider.nextTokenFaults(TokenFault.stall());
      long start = System.nanoTime();
      assertEquals(503, relay.get(target).statusCode());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(took.toMillis() >= 9_900 / SPEED && took.toMillis() < 9_900, took.toString());
      String observed = relay.get("/observed").body();
      assertTrue(observed.contains("deadline 10000ms, provider called"), observed);
      assertEquals(404, relay.pollNatively(login).statusCode());
      int api = relay.provider.countOf("/api/profile");
      relay.provider.nextTokenFaults(TokenFault.redirect(relay.provider.profileUrl()));
      relay.get(target);
      assertEquals(api, relay.provider.countOf("/api/profile"));
    }
  }
}
