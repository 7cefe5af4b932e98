package io.github.latchkey.relay.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.latchkey.relay.OpenStore;
import io.github.latchkey.relay.jdk.JdkPorts;
import io.github.latchkey.relay.jdk.MemoryStore;
import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.testing.FakeProvider;
import io.github.latchkey.testing.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;

/** The real relay before the fake provider, in this process. */
public final class TestRelay implements AutoCloseable {
  public final FakeProvider provider;
  public final OpenStore store = new OpenStore(new MemoryStore());
  public final RelayClient client;
  final RelayServer server;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  public TestRelay() throws Exception {
    this(settings -> {});
  }

  /** One with other settings than {@link FakeProvider#relaySettings} gives. */
  public TestRelay(Consumer<Map<String, String>> change) throws Exception {
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

  /** Its origin. */
  public String origin() {
    return "http://localhost:" + client.port();
  }

  /** Everything that was printed so far. */
  public String log() {
    return printed.toString(UTF_8);
  }

  @Override
  public void close() {
    server.close();
    provider.close();
  }
}
