package io.github.latchkey.relay.server;

import io.github.latchkey.testing.FakeProvider;
import org.junit.jupiter.api.AfterEach;

/** The tokens of one login must not reach two, though they ask two relays with one database. */
class T10TwoRelaysTest extends DeliveryRaces {
  private final TwoRelays relays = new TwoRelays();

  T10TwoRelaysTest() throws Exception {
    super(Boolean.getBoolean("soak") ? 1_000 : 50);
  }

  @Override
  int port(int poll) {
    return poll % 2 == 0 ? relays.one.port() : relays.other.port();
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
    return round % 2 == 0 ? redirect : relays.atOther(redirect);
  }

  @AfterEach
  void stop() {
    relays.close();
  }
}
