package io.github.latchkey.relay.server.api;

import io.github.latchkey.relay.http.Forward;
import io.github.latchkey.relay.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What an API call has come to. To be closed in any case. */
public final class ApiAnswer implements AutoCloseable {
  private static final int PIECE_BYTES = 16 * 1024;

  private final Reply head;
  private final InputStream body;
  private final long bytes;
  private final Runnable closing;
  private final Upload upload;
  private volatile boolean late;

  ApiAnswer(Reply head, InputStream body, long bytes, Runnable closing, Upload upload) {
    this.head = head;
    this.body = body;
    this.bytes = bytes;
    this.closing = closing;
    this.upload = upload;
  }

  /** Status and headers, and the body unless the API's is passed. */
  public Reply head() {
    return head;
  }

  /** Whether the API's body goes out instead of the reply's. */
  public boolean isBodyPassed() {
    return body != null;
  }

  /** Whether the caller's body is half read, so that its connection is of no more use. */
  public boolean isUploadBroken() {
    return upload != null && upload.isBroken();
  }

  /** How long the API says that its body is, -1 where it does not. */
  public long bytes() {
    return bytes;
  }

  /**
   * Copies the API's body, each piece as it comes.
   *
   * @throws IOException where it was not whole, too long or too slow, or where nobody takes it:
   *     what was written then must not be made to look whole
   */
  public void copyTo(OutputStream out) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    long passed = 0;
    out.flush();
    for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
      passed += read;
      if (passed > Forward.ANSWER_MAX_BYTES) {
        throw new IOException("the answer is too long");
      }
      out.write(piece, 0, read);
      out.flush();
    }
    if (late) {
      throw new IOException("the answer is too slow");
    }
  }

  /** Ends the copying from another thread: the time is up. */
  void cutOff() {
    late = true;
    closeBody();
  }

  @Override
  public void close() {
    closeBody();
    closing.run();
  }

  private void closeBody() {
    if (body == null) {
      return;
    }
    try {
      body.close();
    } catch (IOException e) {
      // It is given up in any case.
    }
  }
}
