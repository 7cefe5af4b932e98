package io.github.latchkey.relay.server.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, how often. */
final class Histogram {
  private static final long[] BOUNDS_MILLIS = {
    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000
  };

  /** The last one is for what took longer. */
  private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_MILLIS.length + 1);

  private final LongAdder sumNanos = new LongAdder();

  void record(long nanos) {
    int bucket = 0;
    while (bucket < BOUNDS_MILLIS.length
        && nanos > TimeUnit.MILLISECONDS.toNanos(BOUNDS_MILLIS[bucket])) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    sumNanos.add(Math.max(0, nanos));
  }

  /**
   * Writes it.
   *
   * @param labels such as {@code move="read"}, or empty
   */
  void write(Page page, String name, String labels) {
    String before = labels.isEmpty() ? "" : labels + ",";
    long count = 0;
    for (int i = 0; i < BOUNDS_MILLIS.length; i++) {
      count += counts.get(i);
      page.sample(name + "_bucket", before + "le=\"" + seconds(BOUNDS_MILLIS[i]) + "\"", count);
    }
    count += counts.get(BOUNDS_MILLIS.length);
    page.sample(name + "_bucket", before + "le=\"+Inf\"", count);
    page.sample(name + "_sum", labels, sumNanos.sum() / 1e9);
    page.sample(name + "_count", labels, count);
  }

  private static String seconds(long millis) {
    return millis % 1_000 == 0 ? Long.toString(millis / 1_000) : Double.toString(millis / 1e3);
  }
}
