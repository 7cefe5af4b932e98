package io.github.latchkey.relay.worker.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer as it came over the wire.
 *
 * @param headers by lower-case name, but for those that a host adds by itself
 */
record RawAnswer(int status, Map<String, String> headers, String body) {
  /** Sends a request on a connection of its own, byte by byte as it is given. */
  static RawAnswer to(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      boolean isHead = request.startsWith("HEAD ");
      boolean isApi = request.split(" ", 3)[1].contains("/api/");
      return read(new BufferedInputStream(socket.getInputStream()), isHead, isApi);
    }
  }

  /** Up to the end that the answer announces: workerd leaves connections open. */
  private static RawAnswer read(InputStream in, boolean isHead, boolean isApi) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("after " + text);
      }
      text.append((char) next);
    }
    String[] head = text.toString().split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < head.length; i++) {
      int colon = head[i].indexOf(':');
      headers.merge(
          head[i].substring(0, colon).toLowerCase(Locale.ROOT),
          head[i].substring(colon + 1).strip(),
          (first, second) -> first + ", " + second);
    }
    headers.remove("date");
    headers.remove("connection");
    // How a body is framed is the host's business: one that is passed on comes in chunks.
    String length = headers.getOrDefault("content-length", "0");
    boolean isChunked = "chunked".equals(headers.remove("transfer-encoding"));
    String body =
        isChunked
            ? chunks(in)
            : new String(in.readNBytes(isHead ? 0 : Integer.parseInt(length)), ISO_8859_1);
    if (isApi) {
      headers.remove("content-length");
    }
    return new RawAnswer(Integer.parseInt(head[0].split(" ")[1]), headers, body);
  }

  private static String chunks(InputStream in) throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(line(in), 16);
      body.append(new String(in.readNBytes(size), ISO_8859_1));
      line(in);
      if (size == 0) {
        return body.toString();
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("in a chunk");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
