package io.github.latchkey.relay.jdk;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** Why a request got no complete answer, in a sentence to be read after the name of a setting. */
public final class HttpFailure {
  private HttpFailure() {}

  /**
   * Describes a failure of the JDK's client. The text contains the URL without its query, and
   * nothing else of the request or the answer.
   *
   * @param failure what the client threw
   * @param url the URL that was requested
   */
  public static String describe(Throwable failure, String url) {
    String place = place(url);
    if (has(failure, HttpConnectTimeoutException.class)) {
      return "connecting to " + place + " timed out";
    }
    if (has(failure, UnresolvedAddressException.class)) {
      return "the host of " + place + " is unknown: check its name, and DNS";
    }
    if (has(failure, ConnectException.class)) {
      return "nothing listens at " + place + ": the connection was refused";
    }
    if (has(failure, CertPathBuilderException.class)
        || has(failure, CertPathValidatorException.class)) {
      return "the certificate of "
          + place
          + " is not trusted. If a private CA issued it, put the CA into a trust store and start"
          + " java with -Djavax.net.ssl.trustStore=FILE";
    }
    if (has(failure, CertificateException.class)) {
      return "the certificate of " + place + " is for another host, or invalid";
    }
    if (has(failure, SSLException.class)) {
      return "TLS with " + place + " failed: does it serve https?";
    }
    return place + " gave no complete answer (" + root(failure).getClass().getSimpleName() + ")";
  }

  /** The URL without its query, which can contain a key. */
  static String place(String url) {
    int mark = url.indexOf('?');
    return mark < 0 ? url : url.substring(0, mark);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
