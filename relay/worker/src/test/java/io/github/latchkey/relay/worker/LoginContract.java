package io.github.latchkey.relay.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.worker.WorkerUnderTest.Login;
import io.github.latchkey.testing.TokenFault;
import io.github.latchkey.testing.worker.Workerd;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Logins and refreshes through the Worker in workerd, whatever its store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LoginContract {
  WorkerUnderTest relay;

  /** The setting {@code STORE}. */
  abstract String store();

  @BeforeAll
  void start(@TempDir Path persist) throws Exception {
    relay = new WorkerUnderTest(Workerd.PLAIN, persist, "STORE", store());
  }

  @AfterAll
  void stop() throws Exception {
    relay.close();
  }

  @Test
  void aNativePollGetsTheTokensAsOftenAsItAsks() throws Exception {
    Login login = relay.authorize();
    HttpResponse<String> early = relay.pollNatively(login);
    assertEquals(404, early.statusCode());
    assertEquals("authorization_pending", WorkerUnderTest.json(early).get("error").getAsString());
    HttpResponse<String> back = relay.get(relay.visit(login));
    assertEquals(303, back.statusCode());
    assertEquals("/done", back.headers().firstValue("location").orElseThrow());
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> answer = relay.pollNatively(login);
      assertEquals(200, answer.statusCode());
      assertTrue(relay.provider.tokenAnswers().contains(answer.body()));
    }
  }

  @Test
  void aCompatiblePollGetsTheTokensOnce() throws Exception {
    Login login = relay.authorize();
    assertEquals(404, relay.pollCompatibly(login).statusCode());
    relay.get(relay.visit(login));
    HttpResponse<String> answer = relay.pollCompatibly(login);
    assertEquals(200, answer.statusCode());
    assertTrue(relay.provider.tokenAnswers().contains(answer.body()));
    assertEquals(410, relay.pollCompatibly(login).statusCode());
  }

  @Test
  void aParkedPollIsAnsweredByTheArrivalOfAnotherRequest() throws Exception {
    Login login = relay.authorize();
    CompletableFuture<HttpResponse<String>> parked = relay.hold(login);
    String target = relay.visit(login);
    assertEquals(303, relay.get(target).statusCode());
    HttpResponse<String> answer = parked.get(20, TimeUnit.SECONDS);
    assertEquals(200, answer.statusCode());
    assertTrue(relay.provider.tokenAnswers().contains(answer.body()));
  }

  @Test
  void aRefusalReachesTheParkedPoll() throws Exception {
    Login login = relay.authorize();
    CompletableFuture<HttpResponse<String>> parked = relay.hold(login);
    Login refused = new Login(login.url() + "&decision=refuse", login.readKey());
    assertEquals(
        "/done/refused",
        relay.get(relay.visit(refused)).headers().firstValue("location").orElseThrow());
    assertEquals(403, parked.get(20, TimeUnit.SECONDS).statusCode());
  }

  @Test
  void whatGotNoVerdictIsTriedAgainByReloading() throws Exception {
    Login login = relay.authorize();
    String target = relay.visit(login);
    relay.provider.nextTokenFaults(TokenFault.status500());
    assertEquals(503, relay.get(target).statusCode());
    assertEquals(404, relay.pollNatively(login).statusCode());
    assertEquals(303, relay.get(target).statusCode());
    assertEquals(200, relay.pollNatively(login).statusCode());
  }

  @Test
  void aRefreshWhoseAnswerGotLostIsRepeated() throws Exception {
    String refreshToken =
        WorkerUnderTest.json(relay.pollNatively(relay.logIn())).get("refresh_token").getAsString();
    int before = relay.provider.refreshes();
    HttpResponse<String> answer = relay.post("/refresh", "refresh_token=" + refreshToken);
    assertEquals(200, answer.statusCode());
    HttpResponse<String> again = relay.post("/refresh", "refresh_token=" + refreshToken);
    assertEquals(
        WorkerUnderTest.json(answer).get("access_token"),
        WorkerUnderTest.json(again).get("access_token"));
    assertEquals(1, relay.provider.refreshes() - before);
  }

  @Test
  void aRefreshTokenThatIsNoLongerGoodSaysSo() throws Exception {
    HttpResponse<String> answer = relay.post("/refresh", "refresh_token=none");
    assertEquals(400, answer.statusCode());
    assertEquals("invalid_grant", WorkerUnderTest.json(answer).get("error").getAsString());
  }

  @Test
  void anApiCallPassesWithTheTokenOnly() throws Exception {
    String accessToken =
        WorkerUnderTest.json(relay.pollNatively(relay.logIn())).get("access_token").getAsString();
    HttpResponse<String> answer = relay.callApi("GET", "/api/profile", accessToken);
    assertEquals(200, answer.statusCode());
    assertEquals("Ada Lovelace", WorkerUnderTest.json(answer).get("name").getAsString());
    assertEquals(
        "default-src 'none'; sandbox",
        answer.headers().firstValue("content-security-policy").orElseThrow());
    assertEquals(401, relay.callApi("GET", "/api/profile", null).statusCode());
  }
}
