package io.github.latchkey.relay.server.postgres;

import io.github.latchkey.relay.settings.Secret;
import io.github.latchkey.relay.settings.SettingsException;
import io.github.latchkey.relay.settings.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;

/** How this relay connects to its database: what the URL does not say is said here. */
final class Connections {
  /** Kept, or its level would be forgotten. The driver's messages may quote what it was sent. */
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  static {
    DRIVER.setLevel(Level.OFF);
  }

  /**
   * A statement here takes a millisecond; one that takes longer than this waits for something that
   * is ill. Rows are compared with the time as it is, so no snapshot may be kept.
   */
  private static final String SESSION =
      "set statement_timeout = 3000; set lock_timeout = 3000;"
          + " set default_transaction_isolation = 'read committed'";

  private final Secret url;
  private final Properties properties;

  /**
   * Reads the URL, and connects to nothing.
   *
   * @throws SettingsException where the driver cannot make out the URL
   */
  Connections(StoreSettings settings) throws SettingsException {
    url = settings.url();
    properties = new Properties();
    properties.setProperty("ApplicationName", "latchkey-relay");
    // Where the URL lists several hosts: the one that can be written to.
    properties.setProperty("targetServerType", "primary");
    // Nobody waits for this but the start: callers wait for the pool, which is less patient.
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "30");
    // Beyond the statement timeout: for a peer that has gone without a word.
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("tcpKeepAlive", "true");
    // Its text goes into exceptions.
    properties.setProperty("logServerErrorDetail", "false");
    if (settings.user() != null) {
      properties.setProperty("user", settings.user());
    }
    if (settings.password() != null) {
      properties.setProperty("password", settings.password().reveal());
    }
    if (Driver.parseURL(url.reveal(), properties) == null) {
      throw new SettingsException("STORE", "is no URL of a PostgreSQL database");
    }
  }

  String url() {
    return url.reveal();
  }

  /** The URL without its parameters, which can contain a password. */
  String place() {
    String text = url.reveal();
    int mark = text.indexOf('?');
    return mark < 0 ? text : text.substring(0, mark);
  }

  Properties properties() {
    return properties;
  }

  String session() {
    return SESSION;
  }

  /** A connection outside the pool, set up as those in it. */
  Connection open() throws SQLException {
    Connection connection = new Driver().connect(url.reveal(), properties);
    if (connection == null) {
      throw new SQLException("not taken by the driver", "08001");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(SESSION);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
