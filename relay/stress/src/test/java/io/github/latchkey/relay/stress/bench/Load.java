package io.github.latchkey.relay.stress.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Load on kept connections, each of which sends its next request when the last one was answered: by
 * one thread, so that little of the machine goes into asking.
 */
final class Load {
  /** What each connection says, over and over. */
  interface Script {
    /** How many requests are measured as one. */
    int steps();

    /** The next request, or null where there is nothing more to say. */
    String request(int connection, int step);

    /** The status that this step must be answered with. */
    int status(int step);
  }

  /**
   * What came of it, where each answer was the expected one; times in microseconds.
   *
   * @param odd how often each status came where another one was expected
   */
  record Result(double perSecond, long p50, long p99, long p999, Map<Integer, Integer> odd) {}

  private final class Talk {
    final int number;
    final SocketChannel channel;
    final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
    int step;
    long startNanos;
    boolean isOdd;

    Talk(int number, SocketChannel channel) {
      this.number = number;
      this.channel = channel;
    }

    boolean say() throws IOException {
      String request = script.request(number, step);
      if (request == null) {
        return false;
      }
      if (step == 0) {
        startNanos = System.nanoTime();
      }
      ByteBuffer out = ByteBuffer.wrap(request.getBytes(ISO_8859_1));
      while (out.hasRemaining()) {
        channel.write(out);
      }
      return true;
    }

    /** Reads what is there; whether an answer is whole. */
    boolean hear() throws IOException {
      if (channel.read(in) < 0) {
        throw new EOFException("closed by the server");
      }
      int head = end(in.array(), in.position());
      if (head < 0) {
        return false;
      }
      return in.position() >= head + length(in.array(), head);
    }

    int status() {
      byte[] b = in.array();
      return (b[9] - '0') * 100 + (b[10] - '0') * 10 + b[11] - '0';
    }
  }

  private final int port;
  private final int connections;
  private final Script script;
  private long[] micros = new long[1 << 16];
  private int count;
  private final Map<Integer, Integer> odd = new TreeMap<>();

  private Load(int port, int connections, Script script) {
    this.port = port;
    this.connections = connections;
    this.script = script;
  }

  /** Warms up, and measures. */
  static Result run(int port, int connections, int millis, Script script) throws IOException {
    return new Load(port, connections, script).run(millis);
  }

  private Result run(int millis) throws IOException {
    try (Selector selector = Selector.open()) {
      int talking = 0;
      for (int i = 0; i < connections; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Talk talk = new Talk(i, channel);
        channel.register(selector, SelectionKey.OP_READ, talk);
        talking += talk.say() ? 1 : 0;
      }
      long begin = System.nanoTime();
      long warm = begin + TimeUnit.MILLISECONDS.toNanos(millis / 3);
      long end = begin + TimeUnit.MILLISECONDS.toNanos(millis);
      long measured = warm;
      while (talking > 0 && System.nanoTime() < end) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          Talk talk = (Talk) key.attachment();
          if (talk.hear()) {
            answered(talk, warm);
            talking -= talk.say() ? 0 : 1;
          }
        }
        selector.selectedKeys().clear();
        measured = System.nanoTime();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      Arrays.sort(micros, 0, count);
      double seconds = (measured - warm) / 1e9;
      return new Result(
          count == 0 ? 0 : count / seconds, share(0.5), share(0.99), share(0.999), odd);
    }
  }

  private void answered(Talk talk, long warm) {
    if (talk.status() != script.status(talk.step)) {
      odd.merge(talk.status(), 1, Integer::sum);
      talk.isOdd = true;
    }
    talk.in.clear();
    talk.step++;
    if (talk.step == script.steps()) {
      talk.step = 0;
      if (talk.startNanos > warm && !talk.isOdd) {
        if (count == micros.length) {
          micros = Arrays.copyOf(micros, 2 * count);
        }
        micros[count++] = (System.nanoTime() - talk.startNanos) / 1_000;
      }
      talk.isOdd = false;
    }
  }

  private long share(double share) {
    return count == 0 ? 0 : micros[(int) ((count - 1) * share)];
  }

  private static int end(byte[] bytes, int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int length(byte[] bytes, int head) {
    String text = new String(bytes, 0, head, ISO_8859_1);
    int at = text.indexOf("Content-length: ");
    if (at < 0) {
      return 0;
    }
    int from = at + "Content-length: ".length();
    return Integer.parseInt(text.substring(from, text.indexOf('\r', from)));
  }

  /** A request, from an address that nobody else has. */
  static String request(String method, String target, String body, String... headers) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder text = new StringBuilder(method).append(' ').append(target);
    text.append(" HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10");
    for (int i = 0; i < 3; i++) {
      text.append('.').append(random.nextInt(256));
    }
    for (String header : headers) {
      text.append("\r\n").append(header);
    }
    if (!body.isEmpty()) {
      text.append("\r\nContent-Type: application/x-www-form-urlencoded");
    }
    if (method.equals("POST")) {
      text.append("\r\nContent-Length: ").append(body.length());
    }
    return text.append("\r\n\r\n").append(body).toString();
  }
}
