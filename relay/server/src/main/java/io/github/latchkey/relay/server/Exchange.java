package io.github.latchkey.relay.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.server.api.ApiAnswer;
import io.github.latchkey.relay.server.api.PassThrough;
import io.github.latchkey.relay.server.limit.InFlight;
import io.github.latchkey.relay.server.log.RelayLog;
import io.github.latchkey.relay.server.metrics.Metrics;
import io.github.latchkey.relay.server.wait.LongPolls.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/** One request from its first byte to its end, whichever thread is at it. */
final class Exchange {
  private static final String HALF_READ = "the body is not read to its end";

  /** What all turns share. */
  record Shared(PassThrough passThrough, InFlight inFlight, RelayLog log, Metrics metrics) {}

  private final Shared shared;
  private final HttpExchange exchange;
  private final String id;
  private final long startNanos;

  /** Begins one, which is in flight from now on. */
  Exchange(Shared shared, HttpExchange exchange, String id) {
    this.shared = shared;
    this.exchange = exchange;
    this.id = id;
    this.startNanos = System.nanoTime();
    shared.inFlight.begin();
  }

  void finish(Outcome outcome) {
    Reply reply = outcome.reply();
    if (reply == null) {
      shared.log.failure(
          id,
          outcome.failure() == null
              ? new IllegalStateException("a wait after the last question")
              : outcome.failure());
      reply = Refusal.FAULT;
    }
    finish(reply);
  }

  void finish(Reply reply) {
    boolean sent = false;
    try {
      send(reply, false);
      sent = true;
    } catch (IOException | RuntimeException e) {
      // The peer went away.
    } finally {
      close();
      end(reply, sent, sent ? reply.note() : "unsent");
    }
  }

  /** Closing its streams instead would leak the connection of a peer that went away. */
  private void close() {
    try {
      exchange.close();
    } catch (RuntimeException e) {
      // Whatever it is, the request is over and must be counted so.
    }
  }

  /**
   * Answers and cuts the connection. Closing the exchange would wait for the rest of the body, and
   * what follows could not be told from it.
   *
   * @throws IOException always: what is thrown out of the handler makes the server cut
   */
  void refuseUnread(Reply reply) throws IOException {
    boolean sent = false;
    try {
      send(reply, true);
      sent = true;
    } finally {
      end(reply, sent, sent ? reply.note() : "unsent");
    }
    throw new IOException(HALF_READ);
  }

  /** Logged when it is over, so that the time is the caller's. */
  private void end(Reply reply, boolean isSent, String note) {
    shared.metrics.request(reply.route(), reply.status(), isSent);
    shared.log.request(
        id,
        exchange.getRequestMethod(),
        reply.route(),
        reply.status(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos),
        note);
    shared.inFlight.end();
  }

  private void addHeaders(Reply reply, boolean isLast) {
    Headers headers = exchange.getResponseHeaders();
    reply.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
    if (isLast) {
      headers.set("Connection", "close");
    }
  }

  /** Passes an API call on and its answer back, on this thread. */
  void pass(Forward forward, InetAddress address) throws IOException {
    ApiAnswer answer;
    try {
      answer = shared.passThrough.call(forward, address, exchange.getRequestBody());
    } catch (RuntimeException e) {
      finish(new Outcome(null, e));
      return;
    }
    try (answer) {
      if (answer.isBodyPassed()) {
        stream(answer);
      } else if (answer.isUploadBroken()) {
        refuseUnread(answer.head());
      } else {
        finish(answer.head());
      }
    }
  }

  private void stream(ApiAnswer answer) throws IOException {
    Reply head = answer.head();
    boolean whole = false;
    boolean isKept = false;
    try {
      addHeaders(head, answer.isUploadBroken());
      boolean bodiless = head.status() == 204 || head.status() == 304 || answer.bytes() == 0;
      if (exchange.getRequestMethod().equals("HEAD") || bodiless) {
        if (answer.bytes() > 0) {
          exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.bytes()));
        }
        exchange.sendResponseHeaders(head.status(), -1);
      } else {
        // 0 means chunked.
        exchange.sendResponseHeaders(head.status(), Math.max(0, answer.bytes()));
        answer.copyTo(exchange.getResponseBody());
        if (answer.bytes() < 0) {
          exchange.getResponseBody().close();
        }
      }
      whole = true;
      isKept = !answer.isUploadBroken();
    } finally {
      // Closing would end the chunks as if nothing were missing, and read what is left of the
      // caller's body. What is thrown out of the handler makes the server cut the connection.
      if (isKept) {
        close();
      }
      end(head, whole, whole ? head.note() : head.note() + ", cut off");
    }
    if (!isKept) {
      throw new IOException(HALF_READ);
    }
  }

  void abandon() {
    close();
    shared.inFlight.end();
  }

  private void send(Reply reply, boolean isLast) throws IOException {
    addHeaders(reply, isLast);
    boolean bodiless = reply.status() == 204 || reply.status() == 304;
    if (exchange.getRequestMethod().equals("HEAD") && !bodiless) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(reply.body().length));
      exchange.sendResponseHeaders(reply.status(), -1);
    } else if (bodiless || reply.body().length == 0) {
      // 0 would mean chunked, -1 means none.
      exchange.sendResponseHeaders(reply.status(), -1);
    } else {
      exchange.sendResponseHeaders(reply.status(), reply.body().length);
      OutputStream body = exchange.getResponseBody();
      body.write(reply.body());
      body.flush();
    }
  }
}
