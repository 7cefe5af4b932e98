package io.github.latchkey.relay.server.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of changes on a connection of its own, and connects again where that ends. Now and then it
 * removes rows whose life is over: that also shows whether the connection is alive.
 */
final class ChangeListener implements AutoCloseable {
  static final String CHANNEL = "latchkey_changed";

  /**
   * At least this often expired rows are removed, and a connection that died silently is noticed.
   */
  static final long SWEEP_MILLIS = 10_000;

  private static final int SWEEP_ROWS_MAX = 1_000;
  private static final long FIRST_WAIT_MILLIS = 3_000;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 3_000;

  /** Relays that sweep at once take different rows, so none waits for another. */
  private static final String SWEEP =
      """
      delete from latchkey_rows where id in (
        select id from latchkey_rows where ends <= now()
        limit %ROWS% for update skip locked)
      """
          .replace("%ROWS%", String.valueOf(SWEEP_ROWS_MAX));

  private final Connections connections;
  private final Consumer<String> changed;
  private final CountDownLatch listening = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;
  private volatile Connection open;

  /** Begins, and waits a moment until it hears: what comes meanwhile would be heard of late. */
  ChangeListener(Connections connections, Consumer<String> changed) {
    this.connections = connections;
    this.changed = changed;
    thread = new Thread(this::run, "latchkey-store-listener");
    thread.setDaemon(true);
    thread.start();
    try {
      listening.await(FIRST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    while (!closed) {
      try (Connection connection = connections.open()) {
        open = connection;
        try (Statement statement = connection.createStatement()) {
          statement.execute("listen " + CHANNEL);
        }
        pauseMillis = FIRST_PAUSE_MILLIS;
        listening.countDown();
        hear(connection);
      } catch (SQLException | RuntimeException e) {
        // Without it polls see changes when they look for themselves.
        pause(pauseMillis);
        pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * 2);
      }
    }
  }

  private void hear(Connection connection) throws SQLException {
    PGConnection notified = connection.unwrap(PGConnection.class);
    long sweptNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS);
    while (!closed) {
      long since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sweptNanos);
      if (since >= SWEEP_MILLIS) {
        boolean more = sweep(connection);
        sweptNanos = System.nanoTime() - (more ? TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS) : 0);
        since = more ? SWEEP_MILLIS - 1 : 0;
      }
      for (PGNotification one : notified.getNotifications((int) (SWEEP_MILLIS - since))) {
        changed.accept(one.getParameter());
      }
    }
  }

  private static boolean sweep(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SWEEP)) {
      return statement.executeUpdate() == SWEEP_ROWS_MAX;
    }
  }

  private void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    Connection connection = open;
    if (connection != null) {
      try {
        // From this thread: the other one is reading.
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        // It is gone then.
      }
    }
  }
}
