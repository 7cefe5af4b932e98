package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.latchkey.relay.worker.WorkerUnderTest.Login;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Logins whose rows lie in Durable Objects. */
class DurableObjectLoginTest extends LoginContract {
  @Override
  String store() {
    return "durable-object";
  }

  @Test
  void aNewerParkedPollReleasesTheOlder() throws Exception {
    Login login = relay.authorize();
    CompletableFuture<HttpResponse<String>> older = relay.hold(login);
    CompletableFuture<HttpResponse<String>> newer = relay.hold(login);
    // Either may have come first.
    HttpResponse<String> released =
        older.applyToEither(newer, answer -> answer).get(20, TimeUnit.SECONDS);
    assertEquals(404, released.statusCode());
    relay.get(relay.visit(login));
    int other =
        older.get().statusCode() == 404 ? newer.get().statusCode() : older.get().statusCode();
    assertEquals(200, other);
  }
}
