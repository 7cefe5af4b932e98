package io.github.latchkey.relay.server.postgres;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;

/**
 * What may be said of a failed statement: messages can hold values and addresses, states cannot.
 */
final class Failures {
  private Failures() {}

  /** The first SQLSTATE of the exception and its causes: five letters and digits. */
  static String state(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException failure
          && failure.getSQLState() != null
          && failure.getSQLState().matches("[0-9A-Z]{5}")) {
        return failure.getSQLState();
      }
    }
    return "no SQLSTATE";
  }

  private static String reason(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return "the connection was refused. Check host and port, and that PostgreSQL runs there";
      }
      if (cause instanceof UnknownHostException) {
        return "the host is unknown. Check its name, and DNS";
      }
      if (cause instanceof SocketTimeoutException) {
        return "connecting timed out. Check host, port and firewalls";
      }
      if (cause instanceof SSLException) {
        return "TLS failed. Check sslmode and the certificate";
      }
    }
    return "the connection failed";
  }

  /**
   * What prevents the start, to be read after {@code STORE}.
   *
   * @param place the JDBC URL without its parameters
   */
  static String words(SQLException e, String place) {
    String state = state(e);
    String problem =
        switch (state) {
          case "3D000" -> "names a database that is not there";
          case "42501" -> "names a user who may not make or use the table latchkey_rows";
          case "42703" -> "has a table latchkey_rows that is not this version's";
          case "57P03" -> "is a database that is starting or stopping";
          default ->
              switch (state.substring(0, 2)) {
                case "08" -> "cannot be reached at " + place + ": " + reason(e);
                case "28" -> "refuses this user or password";
                case "53" -> "has no room for another connection";
                default -> "is of no use";
              };
        };
    return problem + " (" + state + ")";
  }
}
