package io.github.latchkey.relay.port;

import java.io.IOException;

/** The host has too many calls to the provider already; nothing was sent. */
public final class HttpBusyException extends IOException {
  private static final long serialVersionUID = 1;
}
