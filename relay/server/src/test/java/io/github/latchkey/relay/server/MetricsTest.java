package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.testing.FreePort;
import io.github.latchkey.testing.TokenFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What an operator can ask of a relay while it runs. */
class MetricsTest {
  private final int port = FreePort.find();

  private TestRelay relay() throws Exception {
    return new TestRelay(settings -> settings.put("METRICS_PORT", String.valueOf(port)));
  }

  private String page() throws Exception {
    try (RawHttp connection = new RawHttp(port)) {
      RawHttp.Answer answer = connection.send("GET", "/metrics", "").read();
      assertEquals(200, answer.status());
      assertEquals(
          "text/plain; version=0.0.4; charset=utf-8", answer.headers().get("content-type"));
      return answer.body();
    }
  }

  /**
   * The value of a figure, by its name and labels as they are written; -1 where it is not there.
   */
  private double value(String figure) throws Exception {
    return page()
        .lines()
        .filter(line -> line.startsWith(figure + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(figure.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  /** A request is counted when its answer was sent, so the figure may come a moment later. */
  private void awaitValue(double expected, String figure) throws Exception {
    TestHost.await(() -> value(figure) == expected);
  }

  private static RelayClient.Login loggedIn(TestRelay relay) throws Exception {
    RelayClient.Login login = relay.client.authorize();
    relay.client.get(relay.client.logIn(login));
    return login;
  }

  @Test
  void loginsAreCountedByTheirOutcomeAndAnOutcomeThatIsAskedForAgainOnce() throws Exception {
    try (TestRelay relay = relay()) {
      RelayClient.Login signedIn = loggedIn(relay);
      for (int i = 0; i < 3; i++) {
        assertEquals(200, relay.client.poll(signedIn.readKey(), 0).statusCode());
      }
      relay.provider.nextTokenFaults(TokenFault.invalidGrant());
      relay.client.poll(loggedIn(relay).readKey(), 0);
      RelayClient.Login refused = relay.client.authorize();
      String redirect =
          relay
              .client
              .get(refused.url() + "&decision=refuse")
              .headers()
              .firstValue("Location")
              .orElseThrow();
      relay.client.get(redirect);
      relay.client.poll(refused.readKey(), 0);
      RelayClient.Login taken = loggedIn(relay);
      relay.client.pollCompatible(taken.readKey());
      relay.client.pollCompatible(taken.readKey());

      awaitValue(4, "latchkey_logins_begun_total");
      awaitValue(2, "latchkey_logins_total{outcome=\"signed_in\"}");
      awaitValue(1, "latchkey_logins_total{outcome=\"refused\"}");
      awaitValue(1, "latchkey_logins_total{outcome=\"failed\"}");
      awaitValue(1, "latchkey_logins_total{outcome=\"expired\"}");
      awaitValue(2, "latchkey_delivery_seconds_count");
      awaitValue(3, "latchkey_provider_seconds_count");
      awaitValue(4, "latchkey_store_seconds_count{call=\"settle\"}");
      awaitValue(4, "latchkey_requests_total{route=\"/authorize\",status=\"200\"}");
    }
  }

  @Test
  void theTimeUntilAPluginIsToldIsTheTimeItTook() throws Exception {
    try (TestRelay relay = relay()) {
      RelayClient.Login login = loggedIn(relay);
      long start = System.nanoTime();
      TestHost.await(() -> System.nanoTime() - start > 300_000_000);
      relay.client.poll(login.readKey(), 0);
      awaitValue(1, "latchkey_delivery_seconds_bucket{le=\"+Inf\"}");
      assertEquals(0, value("latchkey_delivery_seconds_bucket{le=\"0.25\"}"));
      assertTrue(value("latchkey_delivery_seconds_sum") > 0.29);
    }
  }

  @Test
  void aPollThatIsHeldIsSeenUntilItIsAnswered() throws Exception {
    try (TestRelay relay = relay()) {
      RelayClient.Login login = relay.client.authorize();
      String redirect = relay.client.logIn(login);
      CompletableFuture<Integer> poll =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return relay.client.poll(login.readKey(), 25).statusCode();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      TestHost.await(() -> value("latchkey_held_polls") == 1);
      relay.client.get(redirect);
      assertEquals(200, poll.get());
      awaitValue(0, "latchkey_held_polls");
      awaitValue(1, "latchkey_delivery_seconds_bucket{le=\"30.0\"}");
    }
  }

  @Test
  void whateverCallersSendNeitherALabelNorASecretComesOfIt() throws Exception {
    try (TestRelay relay = relay()) {
      relay.client.poll(loggedIn(relay).readKey(), 0);
      relay.client.post("/nowhere", "");
      TestHost.await(
          () -> {
            String page = page();
            return page.contains("route=\"/authorize\",status=\"200\"")
                && page.contains("route=\"/redirect\",status=\"303\"")
                && page.contains("route=\"/poll\",status=\"200\"")
                && page.contains("route=\"-\",status=\"404\"");
          });
      long lines = page().lines().count();
      for (int i = 0; i < 50; i++) {
        relay.client.post("/made-up-" + i + "?q=" + i, "readKey=" + i);
      }
      assertEquals(lines, page().lines().count());
      String page = page();
      for (String secret : relay.provider.canaries().all()) {
        assertFalse(page.contains(secret));
      }
    }
  }

  @Test
  void itStandsOnAPortOfItsOwnAndNowhereElse() throws Exception {
    try (TestRelay relay = relay();
        RawHttp connection = new RawHttp(port)) {
      assertEquals(404, relay.client.post("/metrics", "").statusCode());
      assertEquals(404, connection.send("GET", "/", "").read().status());
    }
    try (TestRelay relay = new TestRelay()) {
      relay.client.authorize();
      assertThrows(IOException.class, () -> new RawHttp(port).close());
    }
  }

  @Test
  void aPortThatIsTakenStopsTheStartWithALineThatNamesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      String message = assertThrows(IOException.class, this::relay).getMessage();
      assertEquals("METRICS_PORT " + taken.getLocalPort() + ": Address already in use", message);
    }
  }
}
