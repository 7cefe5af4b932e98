package io.github.latchkey.relay.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.server.port.JdkPorts;
import io.github.latchkey.relay.server.port.MemoryStore;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;

/** The real relay before the fake provider, in this process. */
final class TestRelay implements AutoCloseable {
  final FakeProvider provider;
  final MemoryStore store = new MemoryStore();
  final RelayServer server;
  final RelayClient client;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  TestRelay() throws Exception {
    this(settings -> {});
  }

  TestRelay(Consumer<Map<String, String>> change) throws Exception {
    provider = FakeProvider.start();
    int port = FreePort.find();
    Map<String, String> settings = provider.relaySettings(port);
    change.accept(settings);
    Ports ports = JdkPorts.with(store);
    server =
        RelayServer.start(
            RelaySettings.parse(settings), ports, new PrintStream(printed, true, UTF_8));
    client = new RelayClient(port);
  }

  /** Everything that was printed so far. */
  String log() {
    return printed.toString(UTF_8);
  }

  @Override
  public void close() {
    server.close();
    provider.close();
  }
}
