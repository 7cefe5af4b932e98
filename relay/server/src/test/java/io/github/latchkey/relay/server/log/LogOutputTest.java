package io.github.latchkey.relay.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogOutputTest {
  @Test
  void aLineIsWrittenByItself() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int count) {
            if (new String(bytes, from, count, UTF_8).equals("a line\n")) {
              written.countDown();
            }
          }
        };
    new LogOutput(out).write("a line\n".getBytes(UTF_8));
    assertTrue(written.await(30, TimeUnit.SECONDS));
  }

  @Test
  void aFlushWritesEverythingInOrder() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream log = new PrintStream(new LogOutput(out), false, UTF_8);
    StringBuilder wanted = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      log.println(i);
      wanted.append(i).append(System.lineSeparator());
    }
    log.flush();
    assertEquals(wanted.toString(), out.toString(UTF_8));
  }

  @Test
  void noRequestWaitsForAReaderThatIsSlow() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            writing.countDown();
            try {
              released.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    LogOutput log = new LogOutput(slow);
    PrintStream lines = new PrintStream(log, false, UTF_8);
    request(lines);
    assertTrue(writing.await(30, TimeUnit.SECONDS));
    Thread request = request(lines);
    request.join(TimeUnit.SECONDS.toMillis(30));
    boolean isThrough = !request.isAlive();
    released.countDown();
    assertTrue(isThrough);
  }

  private static Thread request(PrintStream log) {
    Thread thread = new Thread(() -> log.println("a line"));
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
