package io.github.latchkey.relay.server.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.port.Store;
import io.github.latchkey.relay.port.StoreContract;
import io.github.latchkey.relay.settings.Secret;
import io.github.latchkey.relay.settings.StoreSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresStoreTest extends StoreContract {
  private static String url;
  private PostgresStore store;

  @BeforeAll
  static void create() throws Exception {
    url = TestDatabase.shared().create();
  }

  @BeforeEach
  void open() throws Exception {
    store = open(url);
    TestDatabase.execute(url, "delete from latchkey_rows");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static PostgresStore open(String url) throws Exception {
    return PostgresStore.open(new StoreSettings(new Secret(url), null, null));
  }

  @Override
  protected Store store() {
    return store;
  }

  @Override
  protected void pass(long millis) throws SQLException {
    TestDatabase.age(url, millis);
  }

  private static long rows() throws SQLException {
    return TestDatabase.number(url, "select count(*) from latchkey_rows");
  }

  @Test
  void whatOneRelayPutsAnotherReads() throws Exception {
    try (PostgresStore other = open(url)) {
      assertTrue(store.reserve("a", "1", null, 60_000));
      assertEquals("1", other.read("a").attempt());
      assertTrue(other.settle("a", "1", 60_000, new byte[] {7}, 60_000));
      assertEquals(7, store.read("a").sealed()[0]);
    }
  }

  @Test
  void everyRelayHearsOfWhatOneHasSettledOrUndone() throws Exception {
    BlockingQueue<String> here = new LinkedBlockingQueue<>();
    BlockingQueue<String> there = new LinkedBlockingQueue<>();
    try (PostgresStore other = open(url)) {
      store.listen(here::add);
      other.listen(there::add);
      awaitListeners(2);
      store.reserve("a", "1", null, 60_000);
      store.reserve("b", "1", null, 60_000);
      store.settle("a", "1", 60_000, new byte[1], 60_000);
      other.undo("b", "1", 60_000);
      store.settle("nothing", "1", 60_000, new byte[1], 60_000);
      store.undo("nothing", "1", 60_000);
      store.reserve("c", "1", null, 60_000);
      store.undo("c", "1", 60_000);
      for (BlockingQueue<String> heard : List.of(here, there)) {
        for (String id : List.of("a", "b", "c")) {
          assertEquals(id, heard.poll(20, TimeUnit.SECONDS));
        }
      }
    }
  }

  @Test
  void aListenerThatWasCutOffHearsAgain() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    store.listen(heard::add);
    awaitListeners(1);
    TestDatabase.execute(
        // Within 20 s it is gone, not just told to go.
        url, "select pg_terminate_backend(pid, 20000) from pg_stat_activity where " + LISTENERS);
    awaitListeners(1);
    store.reserve("a", "1", null, 60_000);
    store.settle("a", "1", 60_000, new byte[1], 60_000);
    assertEquals("a", heard.poll(20, TimeUnit.SECONDS));
  }

  private static final String LISTENERS =
      "datname = current_database() and query ilike '%skip locked%' and state = 'idle'";

  /** A listener has swept once before it begins to listen for good. */
  private static void awaitListeners(int count) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (TestDatabase.number(url, "select count(*) from pg_stat_activity where " + LISTENERS)
        != count) {
      assertTrue(System.nanoTime() < end, "not within 20 s");
      Thread.sleep(5);
    }
  }

  @Test
  void overdueRowsAreRemovedThoughNobodyAsks() throws Exception {
    TestDatabase.execute(
        url,
        "insert into latchkey_rows select 'over-' || n, '1', 'RESERVED', now(), now()"
            + " from generate_series(1, 2500) n");
    store.reserve("later", "1", null, 60_000);
    assertEquals(2_501, rows());
    assertNull(store.read("over-1"));
    store.listen(id -> {});
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (rows() > 1 && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertEquals(1, rows());
  }

  @Test
  void connectionsThatDiedAreReplacedUnnoticed() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertTrue(store.reserve("a" + i, "1", null, 60_000));
      TestDatabase.execute(
          url,
          "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
              + " and datname = current_database()");
      assertTrue(store.settle("a" + i, "1", 60_000, new byte[1], 60_000));
      assertEquals(Store.Phase.SETTLED, store.read("a" + i).phase());
    }
  }

  @Test
  void relaysThatStartAtOnceMakeOneTable() throws Exception {
    String empty = TestDatabase.shared().create();
    int relays = 4;
    CyclicBarrier start = new CyclicBarrier(relays);
    ExecutorService pool = Executors.newFixedThreadPool(relays);
    try {
      List<Future<PostgresStore>> opened = new ArrayList<>();
      for (int i = 0; i < relays; i++) {
        opened.add(
            pool.submit(
                () -> {
                  start.await();
                  return open(empty);
                }));
      }
      int won = 0;
      for (Future<PostgresStore> one : opened) {
        try (PostgresStore relay = one.get()) {
          won += relay.reserve("a", "1", null, 60_000) ? 1 : 0;
        }
      }
      assertEquals(1, won);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aUserWhoMayOnlyUseTheRowsNeedsNoMore() throws Exception {
    TestDatabase.execute(
        url,
        "drop role if exists clerk; create role clerk login password 'clerk';"
            + " grant select, insert, update, delete on latchkey_rows to clerk");
    String clerk = url.replaceAll("user=.*", "user=clerk&password=clerk");
    try (PostgresStore granted = open(clerk)) {
      assertTrue(granted.reserve("a", "1", null, 60_000));
      assertTrue(granted.settle("a", "1", 60_000, new byte[1], 60_000));
      assertTrue(granted.take("a", "1"));
    } finally {
      TestDatabase.execute(url, "drop owned by clerk; drop role clerk");
    }
  }
}
