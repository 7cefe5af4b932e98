package io.github.latchkey.relay.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.latchkey.relay.server.postgres.TestDatabase;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** Two relays on one database, as behind one address; {@code one} has the public URL's port. */
final class TwoRelays implements AutoCloseable {
  final FakeProvider provider;
  final String databaseUrl;
  final RelayServer one;
  final RelayServer other;
  final RelayClient client;
  final RelayClient clientOfOther;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  TwoRelays() throws Exception {
    databaseUrl = TestDatabase.shared().create();
    provider = FakeProvider.start();
    int port = FreePort.find();
    int portOfOther = FreePort.find();
    Map<String, String> settings = new HashMap<>(provider.relaySettings(port));
    settings.put("STORE", databaseUrl);
    one = start(settings);
    settings.put("PORT", String.valueOf(portOfOther));
    other = start(settings);
    client = new RelayClient(port);
    clientOfOther = new RelayClient(portOfOther);
  }

  private RelayServer start(Map<String, String> settings) throws Exception {
    return RelayServer.start(RelaySettings.parse(settings), new PrintStream(printed, true, UTF_8));
  }

  /** The same redirect, as it reaches the other relay. */
  String atOther(String redirect) {
    return redirect.replace(":" + one.port() + "/", ":" + other.port() + "/");
  }

  /** Everything that both have printed so far. */
  String log() {
    return printed.toString(UTF_8);
  }

  @Override
  public void close() {
    one.close();
    other.close();
    provider.close();
  }
}
