package io.github.latchkey.relay.route;

import io.github.latchkey.relay.http.Call;
import io.github.latchkey.relay.http.Reply;

/**
 * The part of the provider's address that differs from person to person, as a plugin sends it:
 * wanted where the endpoints have such a part, refused where they have none.
 */
final class Subdomain {
  static final String NAME = "subdomain";

  private Subdomain() {}

  /**
   * What the body says.
   *
   * @return empty if there is none and none is required; null if it must be refused
   */
  static String of(Call call, Plugin plugin) {
    String subdomain = call.body().get(NAME);
    if (!plugin.settings().provider().endpoints().hasSubdomain()) {
      return subdomain == null ? "" : null;
    }
    boolean isTaken =
        subdomain != null && plugin.settings().provider().endpoints().takesSubdomain(subdomain);
    return isTaken ? subdomain : null;
  }

  /** The refusal. */
  static Reply refuse(Call call, Plugin plugin) {
    String problem =
        plugin.settings().provider().endpoints().hasSubdomain()
            ? "subdomain must be in the body: one DNS label, in lower case, of a customer."
            : "This provider has no subdomain.";
    return call.error(400, "invalid_request", problem);
  }
}
