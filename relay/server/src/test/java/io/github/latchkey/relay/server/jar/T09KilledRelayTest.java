package io.github.latchkey.relay.server.jar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.server.RelayClient;
import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A relay that is killed at any moment, under load: no code that got a verdict may be sent again,
 * and everybody must be signed in or told.
 */
class T09KilledRelayTest {
  private static final boolean SOAK = Boolean.getBoolean("soak");
  private static final int KILLS = Integer.getInteger("kills", SOAK ? 500 : 6);
  private static final int PEOPLE = 16;

  /** The 30 s of a reservation, and the pauses here; only time in which a relay runs is counted. */
  private static final long TOLD_MILLIS = 45_000;

  private static final long GIVEN_UP_MILLIS = 4 * TOLD_MILLIS;

  @TempDir Path directory;
  private final int port = FreePort.find();
  private final RelayClient client = new RelayClient(port);
  private final ExecutorService pool = Executors.newFixedThreadPool(PEOPLE);
  private final AtomicInteger signedIn = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final AtomicLong millisWithoutRelay = new AtomicLong();
  private volatile boolean over;
  private FakeProvider provider;
  private Map<String, String> settings;

  @BeforeEach
  void start() throws Exception {
    provider = FakeProvider.start();
    settings = provider.relaySettings(port);
  }

  @AfterEach
  void stop() {
    pool.shutdownNow();
    provider.close();
  }

  /** Sends it again while there is no relay or it says 503. */
  private static HttpResponse<String> persistently(Callable<HttpResponse<String>> request)
      throws Exception {
    while (true) {
      try {
        HttpResponse<String> answer = request.call();
        if (answer.statusCode() != 503) {
          return answer;
        }
      } catch (IOException e) {
        // Killed, or not there yet.
      }
      Thread.sleep(ThreadLocalRandom.current().nextInt(20, 100));
    }
  }

  /** One login, with a person who reloads; the status that the plugin receives in the end. */
  private int logIn(long pendingMillis) throws Exception {
    String body = persistently(() -> client.post("/authorize", "")).body();
    RelayClient.Login login =
        new RelayClient.Login(RelayClient.member(body, "url"), RelayClient.member(body, "readKey"));
    provider.canaries().remember(login.readKey());
    String redirect = client.logIn(login);
    assertEquals(303, persistently(() -> client.get(redirect)).statusCode());
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pendingMillis);
    int status = 404;
    while (status == 404 && System.nanoTime() < end) {
      status = persistently(() -> client.poll(login.readKey(), 1)).statusCode();
    }
    return status;
  }

  /** Kills relays while people log in, and lets one live at the end. */
  private void killUnderLoad(int kills, Callable<Void> person, Callable<Void> meanwhile)
      throws Exception {
    List<Future<Void>> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(
          pool.submit(
              () -> {
                while (!over) {
                  person.call();
                }
                return null;
              }));
    }
    for (int kill = 0; kill < kills; kill++) {
      try (RelayProcess relay = startAnew()) {
        Thread.sleep(ThreadLocalRandom.current().nextInt(1_500));
        relay.signal("KILL");
        relay.exitCode();
        meanwhile.call();
      }
    }
    over = true;
    try (RelayProcess relay = startAnew()) {
      for (Future<Void> one : people) {
        while (!one.isDone()) {
          Thread.sleep(100);
          meanwhile.call();
        }
        one.get();
      }
      assertEquals("", relay.err());
    }
    assertTrue(signedIn.get() > 0, "nobody was signed in");
    System.out.printf(
        "%d kills: %d signed in, %d told to log in again, %d exchanges%n",
        kills, signedIn.get(), told.get(), provider.exchanges());
    assertNoSecretIsPrinted();
  }

  private RelayProcess startAnew() throws Exception {
    long begin = System.nanoTime();
    RelayProcess relay = new RelayProcess(directory, settings).awaitStart();
    millisWithoutRelay.addAndGet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    return relay;
  }

  private void assertNoSecretIsPrinted() throws IOException {
    StringBuilder printed = new StringBuilder();
    try (Stream<Path> logs = Files.list(directory)) {
      for (Path log : logs.toList()) {
        printed.append(Files.readString(log));
      }
    }
    String all = printed.toString();
    assertTrue(all.contains(" POST /poll 200 "), "nothing is logged");
    for (String secret : provider.canaries().all()) {
      assertFalse(all.contains(secret), "printed: " + secret);
    }
  }

  @Test
  void onPostgresNoCodeIsSentTwiceAndEverybodyIsSignedInOrTold() throws Exception {
    String database = TestDatabase.shared().create();
    settings.put("STORE", database);
    killUnderLoad(
        KILLS,
        () -> {
          long start = System.nanoTime();
          long without = millisWithoutRelay.get();
          int status = logIn(GIVEN_UP_MILLIS);
          long millis =
              TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)
                  - (millisWithoutRelay.get() - without);
          assertTrue(status == 200 || status == 410, "told " + status);
          assertTrue(millis < TOLD_MILLIS, "told after " + millis + " ms");
          (status == 200 ? signedIn : told).incrementAndGet();
          return null;
        },
        () -> {
          if (!SOAK) {
            // Instead of 30 s of waiting for those whose relay died.
            TestDatabase.execute(
                database,
                "update latchkey_rows set since = since - interval '31 s'"
                    + " where phase = 'RESERVED' and since < now() - interval '3 s'");
          }
          return null;
        });
    assertEquals(provider.exchanges(), distinctCodes(), "a code was sent again");
    assertEquals(0, provider.grantsRevokedByReuse());
    assertNoSecretInFilesOf(database);
  }

  /** Tables, journal and log: words as long as a secret, and whether one is. */
  private void assertNoSecretInFilesOf(String database) throws Exception {
    Set<String> secrets = new HashSet<>(provider.canaries().all());
    Pattern word = Pattern.compile("[A-Za-z0-9_.-]{40,}");
    List<String> texts = new ArrayList<>(List.of(TestDatabase.shared().log()));
    for (Path file : TestDatabase.shared().files(database)) {
      texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    for (String text : texts) {
      Matcher found = word.matcher(text);
      while (found.find()) {
        assertFalse(secrets.contains(found.group()), "in the database's files: " + found.group());
      }
    }
  }

  @Test
  void onMemoryWhoeverPressesLogInAgainIsSignedIn() throws Exception {
    killUnderLoad(
        KILLS / 2,
        () -> {
          // What was in memory is gone: the poll goes on being told to wait, and people press
          // again.
          int status = logIn(2_000);
          while (status != 200) {
            // 502: the code was sent before the kill, and the provider takes none twice.
            assertTrue(status == 404 || status == 502, "told " + status);
            told.incrementAndGet();
            status = logIn(2_000);
          }
          signedIn.incrementAndGet();
          return null;
        },
        () -> null);
  }

  private long distinctCodes() {
    return provider.received().stream()
        .filter(request -> request.path().equals("/token"))
        .map(request -> request.body().replaceAll(".*\\bcode=([^&]*).*", "$1"))
        .distinct()
        .count();
  }
}
