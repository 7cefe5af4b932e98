package io.github.latchkey.relay.server.metrics;

import io.github.latchkey.relay.port.Http;
import java.io.IOException;
import java.util.Map;

/** Calls to the provider, timed. */
public final class MeasuredHttp implements Http {
  private final Http http;
  private final Metrics metrics;

  /** Wraps a client. */
  public MeasuredHttp(Http http, Metrics metrics) {
    this.http = http;
    this.metrics = metrics;
  }

  @Override
  public Response post(Purpose purpose, String url, Map<String, String> headers, byte[] body)
      throws IOException {
    long start = System.nanoTime();
    boolean failed = true;
    try {
      Response answer = http.post(purpose, url, headers, body);
      failed = false;
      return answer;
    } finally {
      metrics.calledProvider(System.nanoTime() - start, failed);
    }
  }
}
