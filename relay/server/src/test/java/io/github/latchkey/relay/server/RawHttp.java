package io.github.latchkey.relay.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A connection on which a test writes bytes as they are, which no proper client would. */
public final class RawHttp implements Closeable {
  /**
   * An answer.
   *
   * @param headers by lower-case name
   */
  public record Answer(int status, Map<String, String> headers, String body) {}

  private final Socket socket;
  private final InputStream in;

  public RawHttp(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  public RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(30_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends a request with a {@code Host} and a body, and does not wait for the answer. */
  public RawHttp send(String method, String target, String body, String... headers)
      throws IOException {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost");
    for (String header : headers) {
      head.append("\r\n").append(header);
    }
    if (!body.isEmpty()) {
      head.append("\r\nContent-Type: application/x-www-form-urlencoded");
      head.append("\r\nContent-Length: ").append(body.length());
    }
    return write(head.append("\r\n\r\n").append(body).toString());
  }

  /** Sends these bytes. */
  public RawHttp write(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return this;
  }

  /** Reads the next answer, by its {@code Content-Length}; of a HEAD request without a body. */
  public Answer read(boolean head) throws IOException {
    String statusLine = line();
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (first, second) -> first + ", " + second);
    }
    int length = head ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the body ended after " + body.length + " of " + length);
    }
    int status = Integer.parseInt(statusLine.split(" ")[1]);
    return new Answer(status, headers, new String(body, ISO_8859_1));
  }

  /** Reads the next answer. */
  public Answer read() throws IOException {
    return read(false);
  }

  /** Reads this many bytes of what comes. */
  public void readSome(int bytes) throws IOException {
    if (in.readNBytes(bytes).length < bytes) {
      throw new EOFException("less than " + bytes + " bytes came");
    }
  }

  /** Whether the other side has closed the connection, waiting for that if need be. */
  public boolean isClosedByPeer() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  /** Cuts the connection so that what the other side still sends is refused. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection was closed after \"" + line + "\"");
      }
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }
}
