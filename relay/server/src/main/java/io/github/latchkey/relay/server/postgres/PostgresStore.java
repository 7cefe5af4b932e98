package io.github.latchkey.relay.server.postgres;

import io.github.latchkey.relay.port.StoreException;
import io.github.latchkey.relay.server.wait.SharedStore;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.relay.settings.StoreSettings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Rows in PostgreSQL. Each move is one statement, and each age is by the database's clock. A move
 * whose answer was lost is made again; since attempts have random names, the row says whether the
 * first one counted.
 */
public final class PostgresStore implements SharedStore {
  /**
   * An outcome cannot be had again, so storing it is retried longer; everything else can be asked
   * for again.
   */
  private static final long SETTLE_MILLIS = 8_000;

  private static final long PAUSE_MILLIS = 200;
  private static final int TRIES = 3;

  private static final String MILLIS = "* interval '1 millisecond'";

  private static final String RESERVE =
      """
      insert into latchkey_rows as r (id, attempt, phase, since, ends)
      values (?, ?, 'RESERVED', now(), now() + ? %MILLIS%)
      on conflict (id) do update
      set attempt = excluded.attempt, phase = excluded.phase,
        since = excluded.since, ends = excluded.ends, sealed = null
      where r.ends <= now() or r.attempt in (?, ?)
      """
          .replace("%MILLIS%", MILLIS);

  private static final String RESERVED_BY =
      """
      where id = ? and attempt = ? and phase = 'RESERVED' and ends > now()
        and since >= now() - ? %MILLIS%
      """
          .replace("%MILLIS%", MILLIS);

  private static final String TELL = ") select pg_notify('" + ChangeListener.CHANNEL + "', id)";

  private static final String SETTLE =
      """
      with changed as (
        update latchkey_rows
        set phase = 'SETTLED', since = now(), ends = now() + ? %MILLIS%, sealed = ?
      """
              .replace("%MILLIS%", MILLIS)
          + RESERVED_BY
          + "returning id"
          + TELL
          + " from changed";

  private static final String UNDO =
      "with changed as (delete from latchkey_rows "
          + RESERVED_BY
          + "returning id"
          + TELL
          + " from changed";

  private static final String READ =
      """
      select phase, attempt, greatest(0, extract(epoch from now() - since) * 1000)::bigint, sealed
      from latchkey_rows where id = ? and ends > now()
      """;

  private static final String TAKE =
      """
      update latchkey_rows set phase = 'TAKEN', sealed = null
      where id = ? and attempt = ? and phase = 'SETTLED' and ends > now()
      """;

  private final Database database;
  private final Connections connections;
  private ChangeListener listener;

  private PostgresStore(Connections connections) {
    this.connections = connections;
    this.database = new Database(connections);
  }

  /**
   * Connects, and makes the table where there is none.
   *
   * @throws SettingsException where the URL is of no use
   * @throws IOException where the database is not there or refuses; the message names {@code STORE}
   *     and holds no secret
   */
  public static PostgresStore open(StoreSettings settings) throws SettingsException, IOException {
    Connections connections = new Connections(settings);
    try (Connection connection = connections.open()) {
      Table.prepare(connection);
    } catch (SQLException e) {
      // Without the cause: its message may quote the URL.
      throw new IOException("STORE " + Failures.words(e, connections.place()));
    }
    return new PostgresStore(connections);
  }

  @Override
  public synchronized void listen(Consumer<String> changed) {
    if (listener == null) {
      listener = new ChangeListener(connections, changed);
    }
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    return again(
        tried ->
            database.run(
                RESERVE,
                statement -> {
                  statement.setString(1, id);
                  statement.setString(2, attempt);
                  statement.setLong(3, lifeMillis);
                  statement.setString(4, replacedAttempt);
                  statement.setString(5, tried ? attempt : null);
                  return statement.executeUpdate() == 1;
                }));
  }

  @Override
  public boolean settle(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLIS);
    boolean tried = false;
    while (true) {
      try {
        return settleOnce(id, attempt, maxAgeMillis, sealed, lifeMillis)
            || tried && isSettledBy(id, attempt);
      } catch (StoreException e) {
        // From here on an earlier try may have counted.
        tried = true;
        if (System.nanoTime() - endNanos >= 0 || !pause()) {
          throw e;
        }
      }
    }
  }

  private boolean settleOnce(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    return once(
        tried ->
            database.run(
                SETTLE,
                statement -> {
                  statement.setLong(1, lifeMillis);
                  statement.setBytes(2, sealed);
                  statement.setString(3, id);
                  statement.setString(4, attempt);
                  statement.setLong(5, maxAgeMillis);
                  try (ResultSet told = statement.executeQuery()) {
                    return told.next();
                  }
                }));
  }

  private boolean isSettledBy(String id, String attempt) {
    Row row = read(id);
    return row != null && row.attempt().equals(attempt) && row.phase() != Phase.RESERVED;
  }

  @Override
  public boolean undo(String id, String attempt, long maxAgeMillis) {
    return again(
        tried ->
            database.run(
                UNDO,
                statement -> {
                  statement.setString(1, id);
                  statement.setString(2, attempt);
                  statement.setLong(3, maxAgeMillis);
                  try (ResultSet told = statement.executeQuery()) {
                    return told.next();
                  }
                }));
  }

  @Override
  public Row read(String id) {
    return again(
        tried ->
            database.run(
                READ,
                statement -> {
                  statement.setString(1, id);
                  try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                        ? new Row(
                            phase(row.getString(1)),
                            row.getString(2),
                            row.getLong(3),
                            row.getBytes(4))
                        : null;
                  }
                }));
  }

  private static Phase phase(String name) {
    return switch (name) {
      case "RESERVED" -> Phase.RESERVED;
      case "SETTLED" -> Phase.SETTLED;
      case "TAKEN" -> Phase.TAKEN;
      default -> Phase.UNKNOWN;
    };
  }

  @Override
  public boolean take(String id, String attempt) {
    // Not again: whose the first one was could not be told.
    return once(
        tried ->
            database.run(
                TAKE,
                statement -> {
                  statement.setString(1, id);
                  statement.setString(2, attempt);
                  return statement.executeUpdate() == 1;
                }));
  }

  @Override
  public synchronized void close() {
    if (listener != null) {
      listener.close();
    }
    database.close();
  }

  /** A move, which may be told that it has been tried before. */
  private interface Move<T> {
    T make(boolean tried) throws SQLException;
  }

  private static <T> T once(Move<T> move) {
    try {
      return move.make(false);
    } catch (SQLException e) {
      throw new StoreException("the database failed with " + Failures.state(e));
    }
  }

  /**
   * Makes a move that may be made twice: after a restart the pool has connections that are dead.
   */
  private static <T> T again(Move<T> move) {
    for (int i = 1; ; i++) {
      try {
        return move.make(i > 1);
      } catch (SQLException e) {
        if (i == TRIES) {
          throw new StoreException("the database failed with " + Failures.state(e));
        }
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
