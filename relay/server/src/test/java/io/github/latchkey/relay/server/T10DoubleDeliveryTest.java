package io.github.latchkey.relay.server;

import io.github.latchkey.testing.FakeProvider;
import org.junit.jupiter.api.AfterEach;

/** The tokens of one login must not reach two who ask with a key that others may have seen. */
class T10DoubleDeliveryTest extends DeliveryRaces {
  private final TestRelay relay = new TestRelay();

  T10DoubleDeliveryTest() throws Exception {
    super(1_000);
  }

  @Override
  int port(int poll) {
    return relay.server.port();
  }

  @Override
  FakeProvider provider() {
    return relay.provider;
  }

  @Override
  RelayClient client() {
    return relay.client;
  }

  @Override
  String redirect(String redirect, int round) {
    return redirect;
  }

  @AfterEach
  void stop() {
    relay.close();
  }
}
