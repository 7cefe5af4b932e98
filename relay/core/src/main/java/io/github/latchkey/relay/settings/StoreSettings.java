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

  static StoreSettings parse(Variables variables) {
    String store = variables.unshown(Setting.STORE);
    if (store == null || store.equals(Setting.STORE.fallback())) {
      variables.show(Setting.STORE, Setting.STORE.fallback());
      // PGUSER and PGPASSWORD may be meant for other programs.
      return new StoreSettings(null, null, null);
    }
    int mark = store.indexOf('?');
    String place = mark < 0 ? store : store.substring(0, mark);
    if (!store.startsWith(POSTGRESQL)) {
      variables.problem(Setting.STORE, "must be memory or " + POSTGRESQL + "//HOST/DATABASE.");
    } else if (place.indexOf('@') >= 0) {
      variables.problem(
          Setting.STORE,
          "contains an @. Put user and password into PGUSER and PGPASSWORD, or after a ?.");
    } else if (place.length() == POSTGRESQL.length() || !isPlace(place)) {
      variables.problem(Setting.STORE, "must be like " + POSTGRESQL + "//HOST:5432/DATABASE.");
    } else {
      variables.show(Setting.STORE, mark < 0 ? place : place + "?" + Variables.HIDDEN);
    }
    return new StoreSettings(
        new Secret(store), variables.get(Setting.PGUSER), variables.secret(Setting.PGPASSWORD));
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
