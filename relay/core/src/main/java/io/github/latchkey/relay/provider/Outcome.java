package io.github.latchkey.relay.provider;

/**
 * How asking the provider ended. {@link #encode} gives what is sealed into a row.
 *
 * @param kind which end
 * @param providerStatus the status of the provider's answer, 0 where there was none or none was
 *     asked for
 * @param error the provider's error code where RFC 6749 or RFC 6750 knows it, {@code other} where
 *     it said another, empty where it said none
 * @param retryAfterSeconds what the provider asked to wait, 0 where it did not
 * @param tokens the token answer as it came, empty unless {@code kind} is {@link Kind#TOKENS}
 * @param detail what else the log may say, or empty; not stored
 */
public record Outcome(
    Kind kind,
    int providerStatus,
    String error,
    int retryAfterSeconds,
    byte[] tokens,
    String detail) {
  /** Which end. */
  public enum Kind {
    /** The provider gave tokens. */
    TOKENS(0),
    /** The person, or the provider in the person's browser, said no. */
    DENIED(1),
    /** The provider refused the relay's request, or gave an answer that is none. */
    REFUSED(2),
    /** No verdict: no complete answer, or one that says to try again. */
    UNAVAILABLE(3),
    /** The provider took a token back; it gave nothing. */
    REVOKED(4);

    /** How it is stored: rows outlive the version of the relay that wrote them. */
    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      return null;
    }
  }

  /**
   * The format of {@link #encode}, in the upper half of the first byte. The lower half is the
   * kind's code, so version 0 is what relays wrote before there were versions.
   */
  private static final int VERSION = 0;

  private static final int HEAD_BYTES = 8;

  /** Without a detail. */
  public Outcome(
      Kind kind, int providerStatus, String error, int retryAfterSeconds, byte[] tokens) {
    this(kind, providerStatus, error, retryAfterSeconds, tokens, "");
  }

  /** The same with a detail for the log. */
  public Outcome withDetail(String detail) {
    return new Outcome(kind, providerStatus, error, retryAfterSeconds, tokens, detail);
  }

  /** An end without tokens. */
  public static Outcome without(Kind kind, int providerStatus, String error) {
    return new Outcome(kind, providerStatus, error, 0, new byte[0]);
  }

  /** No verdict, because the provider was not asked: too many calls are waiting for it. */
  static Outcome tooManyCalls(int retryAfterSeconds) {
    return new Outcome(Kind.UNAVAILABLE, 0, "", retryAfterSeconds, new byte[0]);
  }

  /** As bytes, for sealing. */
  public byte[] encode() {
    byte[] bytes = new byte[HEAD_BYTES + tokens.length];
    bytes[0] = (byte) (VERSION << 4 | kind.code);
    bytes[1] = (byte) ErrorCode.storedCode(error);
    bytes[2] = (byte) (providerStatus >> 8);
    bytes[3] = (byte) providerStatus;
    for (int i = 0; i < 4; i++) {
      bytes[4 + i] = (byte) (retryAfterSeconds >> 8 * (3 - i));
    }
    System.arraycopy(tokens, 0, bytes, HEAD_BYTES, tokens.length);
    return bytes;
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @return null if a relay of another version wrote it in a format that this one does not know
   */
  public static Outcome decode(byte[] bytes) {
    Kind kind = bytes.length < HEAD_BYTES ? null : Kind.of(bytes[0] & 0xf);
    String error = kind == null ? null : ErrorCode.ofStored(bytes[1]);
    if (error == null || (bytes[0] & 0xff) >> 4 != VERSION) {
      return null;
    }
    int retryAfterSeconds = 0;
    for (int i = 0; i < 4; i++) {
      retryAfterSeconds = retryAfterSeconds << 8 | bytes[4 + i] & 0xff;
    }
    byte[] tokens = new byte[bytes.length - HEAD_BYTES];
    System.arraycopy(bytes, HEAD_BYTES, tokens, 0, tokens.length);
    return new Outcome(
        kind, (bytes[2] & 0xff) << 8 | bytes[3] & 0xff, error, retryAfterSeconds, tokens);
  }

  /** For the log: the provider's status and error code, and the detail; nothing secret. */
  public String note() {
    if (providerStatus == 0 && retryAfterSeconds > 0) {
      return "too many calls to the provider";
    }
    StringBuilder note = new StringBuilder("provider");
    if (providerStatus > 0) {
      note.append(' ').append(providerStatus);
    }
    if (providerStatus == 0 && error.isEmpty()) {
      note.append(" gave no answer");
    }
    if (!error.isEmpty()) {
      note.append(' ').append(error);
    }
    if (!detail.isEmpty()) {
      note.append(": ").append(detail);
    }
    if (providerStatus > 0 && ErrorCode.isAboutClient(error)) {
      note.append(" (check CLIENT_ID, CLIENT_SECRET and TOKEN_AUTH)");
    }
    return note.toString();
  }

  /** {@link #note}: the tokens are secret. */
  @Override
  public String toString() {
    return "Outcome[" + note() + "]";
  }
}
