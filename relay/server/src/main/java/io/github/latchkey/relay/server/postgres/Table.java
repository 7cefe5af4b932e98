package io.github.latchkey.relay.server.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The one table. {@code relay/STORAGE.md} has its text for operators who make it themselves. */
final class Table {
  /** Relays that start at once make it one after the other: any number that others do not use. */
  private static final long LOCK = 0x6c61746368L;

  private static final String CREATE =
      """
      create table if not exists latchkey_rows (
        id text primary key,
        attempt text not null,
        phase text not null check (phase in ('RESERVED', 'SETTLED', 'TAKEN')),
        since timestamptz not null,
        ends timestamptz not null,
        sealed bytea
      );
      create index if not exists latchkey_rows_ends on latchkey_rows (ends)
      """;

  private Table() {}

  /** Creates the table if it does not exist, and checks its columns. */
  static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // First of all a look: a user who may only read and write rows needs no more.
      if (!isThere(statement)) {
        connection.setAutoCommit(false);
        statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        statement.execute(CREATE);
        connection.commit();
        connection.setAutoCommit(true);
      }
      statement.execute(
          "select id, attempt, phase, since, ends, sealed from latchkey_rows where false");
    }
  }

  private static boolean isThere(Statement statement) throws SQLException {
    try (ResultSet result =
        statement.executeQuery("select to_regclass('latchkey_rows') is not null")) {
      return result.next() && result.getBoolean(1);
    }
  }
}
