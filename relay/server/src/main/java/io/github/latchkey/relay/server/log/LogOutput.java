package io.github.latchkey.relay.server.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * Puts lines together and writes them some milliseconds later, on a thread of its own: no request
 * waits while those of others are written. {@link #flush} writes what is there, so a stop loses
 * nothing; a process that is killed loses its last {@value #PAUSE_MILLIS} ms.
 */
public final class LogOutput extends OutputStream {
  private static final int PAUSE_MILLIS = 10;

  /** A writer waits while nobody reads, instead of filling the heap. */
  private static final int HELD_BYTES_MAX = 1 << 20;

  private final OutputStream out;

  /** Held while writing, so that lines stay in order. */
  private final Object writing = new Object();

  private ByteArrayOutputStream held = new ByteArrayOutputStream();

  /** Makes it, and starts its thread. */
  public LogOutput(OutputStream out) {
    this.out = out;
    Thread thread = new Thread(this::writeForever, "latchkey-log");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    boolean isFull;
    synchronized (this) {
      if (held.size() == 0) {
        notifyAll();
      }
      held.write(bytes, from, count);
      isFull = held.size() > HELD_BYTES_MAX;
    }
    if (isFull) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    synchronized (writing) {
      ByteArrayOutputStream lines;
      synchronized (this) {
        lines = held;
        held = new ByteArrayOutputStream(lines.size());
      }
      lines.writeTo(out);
      out.flush();
    }
  }

  private void writeForever() {
    try {
      while (true) {
        synchronized (this) {
          while (held.size() == 0) {
            wait();
          }
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        try {
          flush();
        } catch (IOException e) {
          // Nobody reads the log any longer: that ends no relay.
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
