package io.github.latchkey.relay.server.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.latchkey.relay.port.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs statements on pooled connections. While the database is away, one caller a second tries it,
 * and every other call fails immediately: otherwise each would wait for a connection in turn.
 */
final class Database implements AutoCloseable {
  /** One of these serves about a thousand moves a second; PostgreSQL's own limit is often 100. */
  private static final int CONNECTIONS_MAX = 10;

  private static final int CONNECTIONS_IDLE = 2;
  private static final long CONNECTION_WAIT_MILLIS = 2_000;
  private static final long IDLE_MILLIS = 60_000;

  /** A connection is replaced after this long, so that a changed address is found. */
  private static final long LIFE_MILLIS = 1_800_000;

  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TRY_NANOS = TimeUnit.MILLISECONDS.toNanos(CONNECTION_WAIT_MILLIS);

  /** What is done with a statement. */
  interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  private final HikariDataSource pool;

  /** When the database may be tried again, by {@link System#nanoTime}; 0 while it answers. */
  private final AtomicLong awayUntilNanos = new AtomicLong();

  Database(Connections connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("latchkey-store");
    config.setJdbcUrl(connections.url());
    config.setDataSourceProperties(connections.properties());
    config.setConnectionInitSql(connections.session());
    config.setMaximumPoolSize(CONNECTIONS_MAX);
    config.setMinimumIdle(CONNECTIONS_IDLE);
    config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
    config.setValidationTimeout(CONNECTION_WAIT_MILLIS);
    config.setIdleTimeout(IDLE_MILLIS);
    config.setMaxLifetime(LIFE_MILLIS);
    // The table was made a moment ago, so it is known to be there.
    config.setInitializationFailTimeout(-1);
    pool = new HikariDataSource(config);
  }

  /**
   * Runs one statement, on its own.
   *
   * @throws SQLException where it failed, or may have been carried out and its answer was lost
   * @throws StoreException where it was not sent, because the database is away
   */
  <T> T run(String sql, Work<T> work) throws SQLException {
    long until = awayUntilNanos.get();
    long now = System.nanoTime();
    if (until != 0 && (now - until < 0 || !awayUntilNanos.compareAndSet(until, now + TRY_NANOS))) {
      throw new StoreException("the database is away");
    }
    Connection connection = connect();
    try (connection;
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.on(statement);
    }
  }

  private Connection connect() {
    try {
      Connection connection = pool.getConnection();
      awayUntilNanos.set(0);
      return connection;
    } catch (SQLException e) {
      // Zero means something else; one nanosecond is nothing.
      awayUntilNanos.set((System.nanoTime() + RETRY_NANOS) | 1);
      throw new StoreException("the database is away: " + Failures.state(e));
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
