package io.github.latchkey.relay.server;

import io.github.latchkey.testing.FakeProvider;
import org.junit.jupiter.api.AfterEach;

/** The tokens of one login must not reach two where the rows lie in PostgreSQL. */
class T10PostgresTest extends DeliveryRaces {
  private final TwoRelays relays = new TwoRelays();

  T10PostgresTest() throws Exception {
    super(Boolean.getBoolean("soak") ? 1_000 : 20);
  }

  @Override
  int port(int poll) {
    return relays.one.port();
  }

  @Override
  FakeProvider provider() {
    return relays.provider;
  }

  @Override
  RelayClient client() {
    return relays.client;
  }

  @Override
  String redirect(String redirect, int round) {
    return redirect;
  }

  @AfterEach
  void stop() {
    relays.close();
  }
}
