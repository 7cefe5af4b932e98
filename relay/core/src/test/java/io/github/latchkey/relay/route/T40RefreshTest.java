package io.github.latchkey.relay.route;

import static io.github.latchkey.relay.Replied.encode;
import static io.github.latchkey.relay.Replied.header;
import static io.github.latchkey.relay.Replied.member;
import static io.github.latchkey.relay.Replied.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.Relay;
import io.github.latchkey.relay.RelayUnderTest;
import io.github.latchkey.relay.http.Answer;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.http.Wait;
import io.github.latchkey.testing.TokenFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No session is lost to a lost answer or to two tabs, and nothing stale is ever given. */
@Timeout(60)
final class T40RefreshTest {
  @RegisterExtension final RelayUnderTest relay = RelayUnderTest.start();
  private String refreshToken;

  @BeforeEach
  void start() throws Exception {
    refreshToken = member(relay.pollNatively(relay.logIn()), "refresh_token");
  }

  private Reply refresh() {
    return relay.reply("POST", "/refresh", "refresh_token=" + encode(refreshToken));
  }

  @Test
  void anAnswerThatWasLostOnTheWayToThePluginIsGivenAgain() {
    String first = text(refresh());
    assertEquals(first, text(refresh()));
    assertEquals(1, relay.provider.refreshes());
    assertEquals(0, relay.provider.grantsRevokedByReuse());
  }

  @Test
  void aRepeatedAnswerCountsItsAge() {
    relay.provider.expiresInSeconds(100);
    assertEquals("100", member(refresh(), "expires_in"));
    relay.clockMillis.addAndGet(59_999);
    assertEquals("41", member(refresh(), "expires_in"));
    assertEquals(1, relay.provider.refreshes());
  }

  @Test
  void afterAMinuteTheProviderIsAskedAgain() {
    refresh();
    relay.clockMillis.addAndGet(60_000);
    assertEquals(400, refresh().status());
    assertEquals(2, relay.provider.refreshes());
  }

  @Test
  void nothingIsRepeatedWhereTheProviderDoesNotRotate() {
    relay.provider.rotates(false);
    String first = text(refresh());
    assertNotEquals(first, text(refresh()));
    assertEquals(2, relay.provider.refreshes());
  }

  @Test
  void anErrorIsNeverRepeated() {
    relay.provider.nextTokenFaults(TokenFault.invalidGrant(), TokenFault.status500());
    assertEquals(400, refresh().status());
    assertEquals(503, refresh().status());
    assertEquals(200, refresh().status());
    assertEquals(3, relay.provider.refreshes());
  }

  @Test
  void sixtyFourAtOnceAreOneCallAndGetTheSameTokens() throws Exception {
    assertOneCall(200);
    assertEquals(0, relay.provider.grantsRevokedByReuse());
  }

  @Test
  void sixtyFourAtOnceAreOneCallWhereTheProviderDoesNotRotateOrRefuses() throws Exception {
    relay.provider.rotates(false);
    assertOneCall(200);
    relay.provider.revokeAll();
    assertOneCall(400);
  }

  /** Sends 64 refreshes while the first is at the provider, and plays the host that parks them. */
  private void assertOneCall(int status) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch allCame = new CountDownLatch(63);
    try (RelayUnderTest slow =
        RelayUnderTest.over(
            (purpose, url, headers, body) -> {
              calls.incrementAndGet();
              try {
                assertTrue(allCame.await(20, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return relay.ports.http().post(purpose, url, headers, body);
            },
            v -> {
              v.put("CLIENT_SECRET", relay.variables.get("CLIENT_SECRET"));
              v.put("TOKEN_ENDPOINT", relay.variables.get("TOKEN_ENDPOINT"));
            })) {
      ExecutorService threads = Executors.newFixedThreadPool(64);
      List<Future<Reply>> replies = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        replies.add(
            threads.submit(
                () -> {
                  int seen = slow.store.changes();
                  Answer answer =
                      slow.send("POST", "/refresh", "refresh_token=" + encode(refreshToken));
                  if (answer instanceof Wait) {
                    allCame.countDown();
                  }
                  while (answer instanceof Wait wait) {
                    assertEquals(15_000, wait.waitMillis());
                    slow.store.awaitChange(seen);
                    answer = wait.resumption().resume(false);
                  }
                  return (Reply) answer;
                }));
      }
      String first = text(replies.get(0).get());
      for (Future<Reply> reply : replies) {
        assertEquals(status, reply.get().status());
        assertEquals(first, text(reply.get()));
      }
      threads.shutdown();
      assertEquals(1, calls.get());
    }
  }

  @Test
  void aWaitThatHasPassedIs503() {
    Wait wait = whileReserved();
    Reply reply = assertInstanceOf(Reply.class, wait.resumption().resume(true));
    assertEquals(503, reply.status());
    assertEquals("5", header(reply, "Retry-After"));
    assertEquals(1, relay.provider.refreshes());
  }

  @Test
  void aReservationOlderThanFifteenSecondsIsTakenOver() {
    Wait wait = whileReserved();
    relay.clockMillis.addAndGet(14_999);
    assertInstanceOf(Wait.class, wait.resumption().resume(false));
    relay.clockMillis.addAndGet(1);
    Reply reply = assertInstanceOf(Reply.class, wait.resumption().resume(true));
    assertEquals(200, reply.status());
    assertEquals(2, relay.provider.refreshes());
  }

  private Wait whileReserved() {
    relay.provider.nextTokenFaults(TokenFault.status500());
    refresh();
    String id = relay.store.rows().keySet().stream().filter(this::isOfRefresh).findFirst().get();
    relay.store.reserve(id, "died", relay.store.attempts.get(id), 30_000);
    return (Wait) relay.send("POST", "/refresh", "refresh_token=" + encode(refreshToken));
  }

  private boolean isOfRefresh(String id) {
    return relay.store.everPut.stream().map(String::new).toList().lastIndexOf(id) > 2;
  }

  @Test
  void aFaultOfOurOwnLeavesNoReservation() throws Exception {
    int[] calls = {0};
    try (RelayUnderTest broken =
        RelayUnderTest.over(
            (purpose, url, headers, body) -> {
              if (calls[0]++ == 0) {
                throw new IllegalStateException("canary");
              }
              return RelayUnderTest.tokens("{\"access_token\":\"a\"}");
            },
            v -> {})) {
      Reply first = broken.reply("POST", "/refresh", "refresh_token=abc");
      assertEquals(500, first.status());
      assertEquals("failed with java.lang.IllegalStateException", first.note());
      assertNull(header(first, "Location"));
      assertEquals(200, broken.reply("POST", "/refresh", "refresh_token=abc").status());
    }
  }

  @Test
  void anotherPluginWithTheSameTokenGetsNothingOfIt() {
    String first = text(refresh());
    Relay other = relay.second(v -> v.put("CLIENT_ID", "plugin-8"));
    Reply reply =
        (Reply)
            other.handle(
                RelayUnderTest.request(
                    "POST", "/refresh", "refresh_token=" + encode(refreshToken)));
    assertEquals(400, reply.status());
    assertNotEquals(first, text(reply));
    assertEquals(2, relay.provider.refreshes());
  }
}
