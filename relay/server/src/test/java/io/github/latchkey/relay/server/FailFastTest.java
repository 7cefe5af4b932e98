package io.github.latchkey.relay.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailFastTest {
  /** What runs in a JVM of its own, since it ends its JVM. */
  static final class Child {
    public static void main(String[] arguments) throws Exception {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      FailFast.onErrors(System.err);
      FailFast.onDeadServerThreads(System.err);
      switch (arguments[0]) {
        case "error" ->
            new Thread(
                    () -> {
                      throw new OutOfMemoryError();
                    },
                    "some-thread")
                .start();
        case "exception" -> {
          Thread thread =
              new Thread(
                  () -> {
                    throw new IllegalStateException();
                  });
          thread.start();
          thread.join();
          System.exit(7);
        }
        default -> server.stop(0); // ends the dispatcher
      }
      // Keeps the JVM alive, as a relay's other threads do.
      Thread.sleep(TimeUnit.MINUTES.toMillis(2));
    }
  }

  private record Ended(int exitCode, String err) {}

  private static Ended run(String argument) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Child.class.getName(),
                    argument))
            .start();
    process.getOutputStream().close();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Ended(process.exitValue(), err);
  }

  @Test
  void aThreadThatDiesOfAnErrorOfTheJvmEndsTheProcessWithCode1() throws Exception {
    Ended ended = run("error");
    assertEquals(1, ended.exitCode());
    assertEquals(
        "latchkey-relay: exits with code 1, since some-thread died of java.lang.OutOfMemoryError.\n",
        ended.err());
  }

  @Test
  void aThreadThatDiesOfAnExceptionDoesNot() throws Exception {
    assertEquals(7, run("exception").exitCode());
  }

  @Test
  void aServerThreadThatIsGoneEndsTheProcessWithCode1() throws Exception {
    Ended ended = run("stop");
    assertEquals(1, ended.exitCode());
    assertTrue(ended.err().contains("has died"), ended.err());
  }
}
