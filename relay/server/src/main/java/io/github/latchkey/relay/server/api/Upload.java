package io.github.latchkey.relay.server.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A caller's body on its way to the API, read as fast as it is taken. Where reading fails or the
 * body is too long the call fails as well: the JDK's own publisher of streams would end the body
 * there, as if it were whole.
 */
final class Upload implements BodyPublisher {
  private static final int PIECE_BYTES = 16 * 1024;

  private final InputStream body;
  private final long bytes;
  private final long maxBytes;
  private final Executor readers;
  private volatile boolean tooLong;
  private volatile boolean begun;
  private volatile boolean whole;

  /**
   * Makes one, to be sent once.
   *
   * @param bytes its length, -1 where only its end will tell
   * @param readers runs what waits for the caller
   */
  Upload(InputStream body, long bytes, long maxBytes, Executor readers) {
    this.body = body;
    this.bytes = bytes;
    this.maxBytes = maxBytes;
    this.readers = readers;
  }

  /** Whether it was cut off for its length. */
  boolean isTooLong() {
    return tooLong;
  }

  /**
   * Whether some of the body was asked for and it was not read to its end. Another thread may be
   * reading it still, so nothing that comes on this connection can be told from it.
   */
  boolean isBroken() {
    return begun && !whole;
  }

  @Override
  public long contentLength() {
    return bytes;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    subscriber.onSubscribe(new Reading(subscriber));
  }

  private final class Reading implements Subscription {
    private final Subscriber<? super ByteBuffer> subscriber;
    private final AtomicLong wanted = new AtomicLong();
    private long passed;
    private volatile boolean over;

    Reading(Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long pieces) {
      // The first thread that asks starts to read; the others are served by it.
      if (wanted.getAndAccumulate(pieces, Reading::sum) == 0) {
        begun = true;
        readers.execute(this::read);
      }
    }

    @Override
    public void cancel() {
      over = true;
    }

    private void read() {
      do {
        try {
          ByteBuffer piece = next();
          if (piece == null) {
            over = true;
            subscriber.onComplete();
          } else {
            subscriber.onNext(piece);
          }
        } catch (IOException e) {
          over = true;
          subscriber.onError(e);
        }
      } while (!over && wanted.decrementAndGet() > 0);
    }

    private ByteBuffer next() throws IOException {
      byte[] piece = new byte[PIECE_BYTES];
      int read = body.read(piece);
      if (read < 0) {
        whole = true;
        return null;
      }
      passed += read;
      whole = passed == bytes;
      if (passed > maxBytes) {
        tooLong = true;
        throw new IOException("the body is too long");
      }
      return ByteBuffer.wrap(piece, 0, read);
    }

    private static long sum(long a, long b) {
      return a + b < 0 ? Long.MAX_VALUE : a + b;
    }
  }
}
