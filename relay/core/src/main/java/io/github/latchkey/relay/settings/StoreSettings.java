package io.github.latchkey.relay.settings;

/**
 * Where outcomes lie until they are fetched.
 *
 * @param url the database's JDBC URL, or null for the relay's own memory
 * @param user the database user, or null where the URL or the driver knows it
 * @param password the user's password, or null where the URL or the driver knows it
 */
public record StoreSettings(Secret url, String user, Secret password) {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String OTHER_SIGNS_OF_A_PLACE = "._-:/,[]%";

  static StoreSettings parse(Variables variables) throws SettingsException {
    String store = variables.get("STORE");
    variables.hide("STORE");
    String user = variables.get("PGUSER");
    Secret password = variables.secret("PGPASSWORD");
    if (store == null || store.equals("memory")) {
      variables.print("STORE", "memory");
      // They may be there for other programs.
      variables.hide("PGUSER");
      variables.hide("PGPASSWORD");
      return new StoreSettings(null, null, null);
    }
    if (!store.startsWith(POSTGRESQL)) {
      throw new SettingsException("STORE", "must be memory or " + POSTGRESQL + "//HOST/DATABASE");
    }
    int mark = store.indexOf('?');
    String place = mark < 0 ? store : store.substring(0, mark);
    if (place.indexOf('@') >= 0) {
      throw new SettingsException(
          "STORE", "holds an @: user and password go to PGUSER and PGPASSWORD, or behind a ?");
    }
    if (place.length() == POSTGRESQL.length() || !isPlace(place)) {
      throw new SettingsException("STORE", "must be like " + POSTGRESQL + "//HOST:5432/DATABASE");
    }
    variables.print("STORE", mark < 0 ? place : place + "?***");
    return new StoreSettings(new Secret(store), user, password);
  }

  private static boolean isPlace(String place) {
    for (int i = 0; i < place.length(); i++) {
      char c = place.charAt(i);
      boolean isWord = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!isWord && OTHER_SIGNS_OF_A_PLACE.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
