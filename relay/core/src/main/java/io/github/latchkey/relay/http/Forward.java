package io.github.latchkey.relay.http;

import java.util.List;
import java.util.Map;

/**
 * An API call that may pass: the host sends it, bodies streamed both ways, and asks the {@link
 * Reception} what the caller gets. It follows no redirect, asks for no other encoding than what the
 * headers say, and keeps to the limits below.
 *
 * @param plugin the base path of the plugin that it is for: each has the limits to itself
 * @param method one of GET, HEAD, POST, PUT, PATCH and DELETE
 * @param url absolute; its path and query are as the caller wrote them
 * @param headers to be sent, by lower-case name, besides {@code host} and what frames the body
 * @param bodyBytes how long the caller's body is: 0 where there is none, -1 where only its end will
 *     tell
 * @param reception what becomes of the answer
 */
public record Forward(
    String plugin,
    String method,
    String url,
    List<Map.Entry<String, String>> headers,
    long bodyBytes,
    Reception reception)
    implements Answer {
  /** The longest body that is sent. */
  public static final int BODY_MAX_BYTES = 4 * 1024 * 1024;

  /** The longest body that is passed back; one that turns out longer is cut off, not ended. */
  public static final int ANSWER_MAX_BYTES = 16 * 1024 * 1024;

  /** From the caller's first byte to its last, everything included. */
  public static final int DEADLINE_SECONDS = 60;

  /** How many calls of a plugin may run at once: apart from logins, which go on meanwhile. */
  public static final int AT_ONCE_MAX = 64;

  /** Why there is no answer. */
  public enum Failure {
    /** {@value #AT_ONCE_MAX} calls are running. */
    BUSY,
    /** Too many of them are the caller's. */
    TOO_MANY,
    /** The caller's body is longer than {@value #BODY_MAX_BYTES} bytes. */
    BODY_TOO_LONG,
    /** The answer says that it is longer than {@value #ANSWER_MAX_BYTES} bytes. */
    ANSWER_TOO_LONG,
    /** No connection, or it broke, or what came is not HTTP. */
    UNREACHABLE,
    /** The time is up. */
    LATE
  }

  /** Judges what came back. */
  public interface Reception {
    /**
     * The API's answer has begun.
     *
     * @param status of it
     * @param headers of it, by lower-case name, each with its values in order
     */
    Head answered(int status, Map<String, List<String>> headers);

    /** There is none. */
    Reply failed(Failure failure);
  }

  /**
   * What the caller gets.
   *
   * @param reply status and headers; all of it, unless the API's body follows
   * @param isBodyPassed whether the API's body follows instead of the reply's
   */
  public record Head(Reply reply, boolean isBodyPassed) {}

  /** The method alone: URL and headers may hold secrets. */
  @Override
  public String toString() {
    return "Forward[method=" + method + "]";
  }
}
