package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.latchkey.relay.worker.WorkerUnderTest.Login;
import io.github.latchkey.testing.worker.Workerd;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * At whichever moment of a login its object is evicted, or the Worker ends, the plugin must get its
 * tokens or be told within 30 s to log in again, and the code must not be sent twice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class T12StagesTest {
  /** A restart takes a second or two: without {@code -Dsoak=true} these alone. */
  private static final List<String> OFTEN =
      List.of("durable-object, reserve ends", "durable-object, settle ends", "d1, provider ends");

  private WorkerUnderTest objects;
  private WorkerUnderTest database;

  @BeforeAll
  void start(@TempDir Path objectsPersist, @TempDir Path databasePersist) throws Exception {
    objects = new WorkerUnderTest(Workerd.OBSERVED, objectsPersist);
    database = new WorkerUnderTest(Workerd.OBSERVED, databasePersist, "STORE", "d1");
  }

  @AfterAll
  void stop() throws Exception {
    objects.close();
    database.close();
  }

  /** What a Worker prints arrives by a pipe, after its answers perhaps. */
  private static void awaitBroken(WorkerUnderTest relay, String moment) throws Exception {
    while (!relay.workerd().log().contains("broken: " + moment)) {
      Thread.sleep(5);
    }
  }

  private static void breakAt(WorkerUnderTest relay, String moment, String how) throws Exception {
    relay.get("/break?how=" + how + "&at=" + moment.replace(" ", "%20"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read begins",
        "read ends",
        "reserve begins",
        "reserve ends",
        "provider begins",
        "provider ends",
        "settle begins",
        "settle ends"
      })
  void anObjectThatIsEvictedCostsTimeAndNoLogin(String moment) throws Exception {
    Login login = objects.authorize();
    int exchanges = objects.provider.exchanges();
    String target = objects.visit(login);
    breakAt(objects, moment, "evict");
    CompletableFuture<HttpResponse<String>> parked = objects.hold(login);
    assertEquals(303, objects.get(target).statusCode());
    assertEquals(200, parked.get(20, TimeUnit.SECONDS).statusCode());
    assertEquals(200, objects.pollNatively(login).statusCode());
    assertEquals(exchanges + 1, objects.provider.exchanges());
    awaitBroken(objects, moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"take begins", "take ends"})
  void anObjectThatIsEvictedAsTokensAreTakenGivesThemOnceOrSaysThatTheyAreGone(String moment)
      throws Exception {
    Login login = objects.logIn();
    breakAt(objects, moment, "evict");
    int status = objects.pollCompatibly(login).statusCode();
    assertEquals(moment.endsWith("begins") ? 200 : 410, status);
    assertEquals(410, objects.pollCompatibly(login).statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "durable-object, read begins, 200",
    "durable-object, reserve begins, 200",
    "durable-object, reserve ends, 410",
    "durable-object, provider begins, 410",
    "durable-object, provider ends, 410",
    "durable-object, settle begins, 410",
    "durable-object, settle ends, 200",
    "d1, read begins, 200",
    "d1, reserve begins, 200",
    "d1, reserve ends, 410",
    "d1, provider begins, 410",
    "d1, provider ends, 410",
    "d1, settle begins, 410",
    "d1, settle ends, 200"
  })
  void aWorkerThatEndsLeavesALoginThatIsThereOrIsOver(String store, String moment, int end)
      throws Exception {
    assumeTrue(Boolean.getBoolean("soak") || OFTEN.contains(store + ", " + moment));
    WorkerUnderTest relay = store.equals("d1") ? database : objects;
    Login login = relay.authorize();
    int exchanges = relay.provider.exchanges();
    String target = relay.visit(login);
    int written = relay.writtenObjects();
    breakAt(relay, moment, "hold");
    CompletableFuture<HttpResponse<String>> parked = relay.hold(login);
    // It is the poll that reads: a redirect beside it would be cut off at any of the other moments.
    CompletableFuture<HttpResponse<String>> redirect =
        moment.equals("read begins")
            ? CompletableFuture.completedFuture(null)
            : relay.getLater(target);
    awaitBroken(relay, moment);
    if (moment.equals("reserve ends") && store.equals("durable-object")) {
      // The runtime of this machine answers a moment before the row is in its file.
      while (relay.writtenObjects() == written) {
        Thread.sleep(5);
      }
    }
    relay.restart();
    parked.handle((answer, cut) -> null).get(20, TimeUnit.SECONDS);
    redirect.handle((answer, cut) -> null).get(20, TimeUnit.SECONDS);

    // The person reloads the page; the plugin asks again.
    CompletableFuture<HttpResponse<String>> reloaded = relay.getLater(target);
    if (end == 410) {
      assertEquals(404, relay.pollNatively(login).statusCode());
      // The page waits as well, for a while.
      relay.pass(30_001);
    } else {
      reloaded.get(20, TimeUnit.SECONDS);
    }
    assertEquals(end, relay.pollNatively(login).statusCode());
    int sent = relay.provider.exchanges() - exchanges;
    assertTrue(sent <= 1, sent + " exchanges");
    relay.get(target);
    assertEquals(sent, relay.provider.exchanges() - exchanges);
  }
}
