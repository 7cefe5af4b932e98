package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.testing.worker.Workerd;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The platform ends a request's work when its client leaves. What has been reserved must get its
 * verdict all the same, so the work is handed over before anybody is asked. The runtime on this
 * machine does not end any work, so it is the order that is looked at.
 */
class HandOverTest {
  private static final String WHOLE = "handed over, reserved, provider called, settled, done";
  @TempDir private static Path persist;
  private static WorkerUnderTest relay;

  @BeforeAll
  static void start() throws Exception {
    relay = new WorkerUnderTest(Workerd.OBSERVED, persist);
  }

  @AfterAll
  static void stop() throws Exception {
    relay.close();
  }

  @Test
  void aRedirectIsHandedOverBeforeTheProviderIsCalled() throws Exception {
    WorkerUnderTest.Login login = relay.authorize();
    relay.pollNatively(login);
    String target = relay.visit(login);
    relay.get("/observed");
    relay.get(target);
    assertEquals(WHOLE, relay.get("/observed").body());
  }

  @Test
  void aRefreshIsHandedOverBeforeTheProviderIsCalled() throws Exception {
    String refreshToken =
        WorkerUnderTest.json(relay.pollNatively(relay.logIn())).get("refresh_token").getAsString();
    relay.get("/observed");
    relay.post("/refresh", "refresh_token=" + refreshToken);
    assertEquals(WHOLE, relay.get("/observed").body());
  }

  @Test
  void aPollIsNotHandedOver() throws Exception {
    WorkerUnderTest.Login login = relay.authorize();
    relay.get("/observed");
    relay.pollNatively(login);
    assertEquals("", relay.get("/observed").body());
  }
}
