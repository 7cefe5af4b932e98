package io.github.latchkey.relay.server.limit;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The file descriptors of this process, of which each connection takes one. If they run out, the
 * JDK's server neither accepts nor closes connections and uses a processor for nothing.
 */
final class FileDescriptors {
  /** For files, the database, the provider and API calls. */
  static final int RESERVED = 256;

  private FileDescriptors() {}

  /** How many may be open; {@link Integer#MAX_VALUE} if the system does not say. */
  static int limit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
        : Integer.MAX_VALUE;
  }
}
