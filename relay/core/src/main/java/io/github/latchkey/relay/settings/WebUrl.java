package io.github.latchkey.relay.settings;

import io.github.latchkey.relay.wire.Ascii;
import io.github.latchkey.relay.wire.Numbers;

/**
 * An absolute http or https URL (RFC 3986), without user information and without fragment.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case; an IPv6 address in its brackets
 * @param port the port, the scheme's own where the URL names none
 * @param path empty, or begins with a slash; as written
 * @param query what follows the question mark, as written, or null where there is none
 */
public record WebUrl(String scheme, String host, int port, String path, String query) {
  /** What the host of an endpoint begins with where it differs from person to person. */
  public static final String SUBDOMAIN = "{subdomain}.";

  /**
   * Parses.
   *
   * @return null where the text is anything else
   */
  public static WebUrl parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || "\"<>\\^`{|}#".indexOf(c) >= 0) {
        return null;
      }
    }
    int colon = text.indexOf("://");
    String scheme = colon < 0 ? "" : Ascii.lowerCase(text.substring(0, colon));
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return null;
    }
    int from = colon + 3;
    int to = from;
    while (to < text.length() && text.charAt(to) != '/' && text.charAt(to) != '?') {
      to++;
    }
    String authority = text.substring(from, to);
    int portAt = authority.indexOf(':', authority.indexOf(']') + 1);
    String host = Ascii.lowerCase(portAt < 0 ? authority : authority.substring(0, portAt));
    int port = scheme.equals("https") ? 443 : 80;
    if (portAt >= 0) {
      port = Numbers.parse(authority.substring(portAt + 1), 1, 65535);
    }
    if (port < 0 || !isHost(host)) {
      return null;
    }
    int mark = text.indexOf('?', to);
    String path = text.substring(to, mark < 0 ? text.length() : mark);
    return new WebUrl(scheme, host, port, path, mark < 0 ? null : text.substring(mark + 1));
  }

  /**
   * Parses an endpoint, whose host may begin with {@code {subdomain}.} where it differs from person
   * to person.
   *
   * @return null where the text is anything else, or where the subdomain would decide more than the
   *     first label of a name of two or more, or of {@code localhost}
   */
  static WebUrl parseEndpoint(String text) {
    int from = text.indexOf("://") + 3;
    if (!text.startsWith(SUBDOMAIN, from)) {
      return parse(text);
    }
    WebUrl url = parse(text.substring(0, from) + text.substring(from + SUBDOMAIN.length()));
    if (url == null) {
      return null;
    }
    // Not a whole top-level domain, and no address of four numbers.
    if (!isDomainName(url.host) && !url.host.equals("localhost")) {
      return null;
    }
    return new WebUrl(url.scheme, SUBDOMAIN + url.host, url.port, url.path, url.query);
  }

  /** Whether {@link #at} wants a subdomain. */
  public boolean hasSubdomain() {
    return host.startsWith(SUBDOMAIN);
  }

  /**
   * This URL for one person; itself where it has no such part.
   *
   * @param subdomain one DNS label, judged before
   */
  public WebUrl at(String subdomain) {
    if (!hasSubdomain()) {
      return this;
    }
    String full = subdomain + "." + host.substring(SUBDOMAIN.length());
    return new WebUrl(scheme, full, port, path, query);
  }

  /** Whether it is https on its own port at a name of two labels or more, and no address. */
  boolean isPublicName() {
    return scheme.equals("https") && port == 443 && isDomainName(host);
  }

  private static boolean isDomainName(String host) {
    int dot = host.lastIndexOf('.');
    char last = dot > 0 && dot < host.length() - 1 ? host.charAt(dot + 1) : '0';
    return last >= 'a' && last <= 'z';
  }

  /** Whether it is a host name of letters, digits, hyphens and dots, or an IPv6 address. */
  static boolean isHost(String host) {
    boolean isIpv6 = host.startsWith("[") && host.endsWith("]");
    String allowed = isIpv6 ? "[]:.abcdef0123456789" : "-.abcdefghijklmnopqrstuvwxyz0123456789";
    for (int i = 0; i < host.length(); i++) {
      if (allowed.indexOf(host.charAt(i)) < 0) {
        return false;
      }
    }
    return !host.isEmpty() && !host.startsWith(".") && !host.contains("..");
  }

  /** What stands between the scheme and the path of its origin. */
  public String authority() {
    return origin().substring(scheme.length() + 3);
  }

  /** Its origin as a browser writes it (RFC 6454 section 6.2): the scheme's own port left out. */
  public String origin() {
    boolean isOwnPort = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + host + (isOwnPort ? "" : ":" + port);
  }

  /** Whether its host is this machine by name: what {@code localhost} and loopback mean here. */
  public boolean isLocal() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("127.0.0.1")
        || host.equals("[::1]");
  }

  /** Whether what is sent there can be read on the way: http to another machine. */
  boolean isInTheClear() {
    return scheme.equals("http") && !isLocal();
  }

  /** All of it. */
  public String text() {
    return withoutQuery() + (query == null ? "" : "?" + query);
  }

  /** It without its query, in which some providers want a key. */
  public String withoutQuery() {
    return origin() + path;
  }

  /** It, with three asterisks for its query. */
  @Override
  public String toString() {
    return withoutQuery() + (query == null ? "" : "?***");
  }
}
