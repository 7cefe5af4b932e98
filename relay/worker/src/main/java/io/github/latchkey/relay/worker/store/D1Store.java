package io.github.latchkey.relay.worker.store;

import io.github.latchkey.relay.port.StoreException;
import io.github.latchkey.relay.worker.js.Promises;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.typedarrays.Int8Array;

/**
 * Rows in a D1 database, one statement a move, by the database's clock. Nobody tells of a change
 * there, so a poll that waits looks twice a second.
 */
public final class D1Store implements WaitingStore {
  private static final double LOOK_MILLIS = 500;

  /** The free plan lets an invocation ask 50 times; other moves want some of these. */
  private static final int LOOKS_MAX = 40;

  private static final String NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
  private static final String LIVE = " AND until > " + NOW;
  private static final String RESERVED =
      "id = ?1 AND attempt = ?2 AND phase = 0 AND " + NOW + " - since <= ?3" + LIVE;

  private static final String RESERVE =
      "INSERT INTO latchkey_rows (id, phase, attempt, since, until, sealed) VALUES (?1, 0, ?2, "
          + NOW
          + ", "
          + NOW
          + " + ?4, NULL) ON CONFLICT (id) DO UPDATE SET phase = 0, attempt = excluded.attempt,"
          + " since = excluded.since, until = excluded.until, sealed = NULL"
          + " WHERE latchkey_rows.until <= "
          + NOW
          + " OR latchkey_rows.attempt = ?3";
  private static final String SETTLE =
      "UPDATE latchkey_rows SET phase = 1, since = "
          + NOW
          + ", until = "
          + NOW
          + " + ?4, sealed = ?5 WHERE "
          + RESERVED;
  private static final String UNDO = "DELETE FROM latchkey_rows WHERE " + RESERVED;
  private static final String READ =
      "SELECT phase, attempt, "
          + NOW
          + " - since AS age, sealed FROM latchkey_rows WHERE id = ?1"
          + LIVE;
  private static final String TAKE =
      "UPDATE latchkey_rows SET phase = 2, sealed = NULL"
          + " WHERE id = ?1 AND attempt = ?2 AND phase = 1"
          + LIVE;
  private static final String REMOVE_OVERDUE = "DELETE FROM latchkey_rows WHERE until <= " + NOW;

  private final JSObject database;
  private int looks;

  private interface Changes extends JSObject {
    @JSProperty
    int getCount();
  }

  /**
   * Makes the store.
   *
   * @param database the database's binding
   */
  public D1Store(JSObject database) {
    this.database = database;
  }

  @Override
  public boolean reserve(String id, String attempt, String replacedAttempt, long lifeMillis) {
    return did(reserve(database, RESERVE, id, attempt, replacedAttempt, (double) lifeMillis));
  }

  @Override
  public boolean settle(
      String id, String attempt, long maxAgeMillis, byte[] sealed, long lifeMillis) {
    return did(
        settle(
            database,
            SETTLE,
            id,
            attempt,
            (double) maxAgeMillis,
            (double) lifeMillis,
            Int8Array.fromJavaArray(sealed)));
  }

  @Override
  public boolean undo(String id, String attempt, long maxAgeMillis) {
    return did(undo(database, UNDO, id, attempt, (double) maxAgeMillis));
  }

  @Override
  public Row read(String id) {
    return ReadRow.toRow(answer(read(database, READ, id)));
  }

  @Override
  public boolean take(String id, String attempt) {
    return did(take(database, TAKE, id, attempt));
  }

  @Override
  public boolean awaitChange(String rowId, double waitMillis, boolean isExclusive) {
    Promises.sleep(Math.min(LOOK_MILLIS, waitMillis));
    return ++looks >= LOOKS_MAX;
  }

  /** Removes the rows whose life is over. */
  public void removeExpired() {
    did(run(database, REMOVE_OVERDUE));
  }

  private static boolean did(JSPromise<Changes> statement) {
    return answer(statement).getCount() > 0;
  }

  private static <T extends JSObject> T answer(JSPromise<T> statement) {
    try {
      return Promises.await(statement);
    } catch (Promises.RejectedException e) {
      throw new StoreException("the database does not answer");
    }
  }

  private static final String DONE =
      ".run().then(function (done) { return { count: done.meta.changes }; });";

  @JSBody(
      params = {"database", "sql", "id", "attempt", "replaced", "life"},
      script = "return database.prepare(sql).bind(id, attempt, replaced, life)" + DONE)
  private static native JSPromise<Changes> reserve(
      JSObject database, String sql, String id, String attempt, String replaced, double life);

  @JSBody(
      params = {"database", "sql", "id", "attempt", "maxAge", "life", "sealed"},
      script =
          "return database.prepare(sql)"
              + ".bind(id, attempt, maxAge, life, new Uint8Array(sealed))"
              + DONE)
  private static native JSPromise<Changes> settle(
      JSObject database,
      String sql,
      String id,
      String attempt,
      double maxAge,
      double life,
      Int8Array sealed);

  @JSBody(
      params = {"database", "sql", "id", "attempt", "maxAge"},
      script = "return database.prepare(sql).bind(id, attempt, maxAge)" + DONE)
  private static native JSPromise<Changes> undo(
      JSObject database, String sql, String id, String attempt, double maxAge);

  @JSBody(
      params = {"database", "sql", "id", "attempt"},
      script = "return database.prepare(sql).bind(id, attempt)" + DONE)
  private static native JSPromise<Changes> take(
      JSObject database, String sql, String id, String attempt);

  @JSBody(
      params = {"database", "sql"},
      script = "return database.prepare(sql)" + DONE)
  private static native JSPromise<Changes> run(JSObject database, String sql);

  // A blob comes as an array of numbers.
  @JSBody(
      params = {"database", "sql", "id"},
      script =
          "return database.prepare(sql).bind(id).first().then(function (row) {"
              + " if (row && row.sealed) { row.sealed = new Int8Array(row.sealed); }"
              + " return row; });")
  private static native JSPromise<ReadRow> read(JSObject database, String sql, String id);
}
