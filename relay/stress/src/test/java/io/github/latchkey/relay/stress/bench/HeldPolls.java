package io.github.latchkey.relay.stress.bench;

import io.github.latchkey.relay.server.jar.Footprint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Thousands of polls that are held at once: what they cost, and how fast all are told. */
final class HeldPolls implements AutoCloseable {
  private final Selector selector = Selector.open();
  private int open;

  HeldPolls() throws IOException {}

  /** Opens a connection for each key, and asks on it to wait. */
  void hold(int port, List<String> readKeys) throws IOException {
    for (String key : readKeys) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String request = Load.request("POST", "/poll", "wait=25&readKey=" + key);
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
      open++;
    }
  }

  int open() {
    return open;
  }

  /** How many were told something before {@code untilNanos}. */
  int told(long untilNanos, int wanted) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(4_096);
    int told = 0;
    while (told < wanted && System.nanoTime() < untilNanos) {
      selector.select(10);
      for (SelectionKey key : selector.selectedKeys()) {
        in.clear();
        told++;
        if (((SocketChannel) key.channel()).read(in) < 0) {
          throw new IOException("a poll was cut off instead of answered");
        }
        key.cancel();
      }
      selector.selectedKeys().clear();
    }
    return told;
  }

  /** Bytes of heap for each, from before and after. */
  static double bytesEach(Footprint before, Footprint after, int count) {
    return (after.heapBytes() - before.heapBytes()) / (double) count;
  }

  static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
