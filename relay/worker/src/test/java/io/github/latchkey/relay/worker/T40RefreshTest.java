package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.testing.worker.Workerd;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Refreshes at once must be one, and nothing may be kept of one that did not rotate the token. */
class T40RefreshTest {
  @TempDir private Path persist;

  @Test
  void onlyARotatedAnswerIsWritten() throws Exception {
    try (WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist)) {
      String refreshToken = refreshToken(relay.pollNatively(relay.logIn()));
      int written = relay.writtenObjects();
      relay.provider.rotates(false);
      assertEquals(200, relay.post("/refresh", "refresh_token=" + refreshToken).statusCode());
      assertEquals(written, relay.writtenObjects());
      relay.provider.rotates(true);
      assertEquals(200, relay.post("/refresh", "refresh_token=" + refreshToken).statusCode());
      assertEquals(written + 1, relay.writtenObjects());
    }
  }

  @Test
  void manyAtOnceAreOneCallOfTheProvider() throws Exception {
    try (WorkerUnderTest relay = new WorkerUnderTest(Workerd.PLAIN, persist)) {
      String refreshToken = refreshToken(relay.pollNatively(relay.logIn()));
      List<CompletableFuture<HttpResponse<String>>> refreshes = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        refreshes.add(relay.postLater("/refresh", "refresh_token=" + refreshToken));
      }
      Set<String> rotated = new HashSet<>();
      for (CompletableFuture<HttpResponse<String>> refresh : refreshes) {
        assertEquals(200, refresh.get().statusCode());
        rotated.add(refreshToken(refresh.get()));
      }
      assertEquals(1, rotated.size());
      assertEquals(1, relay.provider.refreshes());
      assertEquals(0, relay.provider.grantsRevokedByReuse());
    }
  }

  private static String refreshToken(HttpResponse<String> answer) {
    return WorkerUnderTest.json(answer).get("refresh_token").getAsString();
  }
}
