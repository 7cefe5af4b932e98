package io.github.latchkey.relay.port;

/** The time of day, as the host has it. */
public interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  long nowMillis();
}
