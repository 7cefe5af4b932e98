package io.github.latchkey.relay.jdk;

import io.github.latchkey.relay.port.Ports;
import io.github.latchkey.relay.port.Store;

/** Everything that the core needs, from the JDK. */
public final class JdkPorts {
  private JdkPorts() {}

  /**
   * The JDK's ports around a store.
   *
   * @throws IllegalStateException where this system has no source of random bytes fit for keys
   */
  public static Ports with(Store store) {
    return new Ports(
        new JdkHttp(), store, System::currentTimeMillis, new JdkCrypto(), new JdkRandom());
  }
}
