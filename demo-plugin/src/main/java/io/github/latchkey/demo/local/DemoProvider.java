package io.github.latchkey.demo.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/**
 * Who one logs in with: an OAuth provider that needs no account. It asks for a name and believes
 * it. Its access tokens live for seconds, so that a refresh is seen, and its refresh tokens are
 * good for one use.
 */
final class DemoProvider implements AutoCloseable {
  /** Who may take the access tokens: {@link DemoApi}. */
  static final String AUDIENCE = "demo-api";

  private static final String ISSUER_ID = "demo";

  /** Held because a logger that nobody holds forgets its level. */
  private static final Logger SERVER_LOG = Logger.getLogger("okhttp3.mockwebserver.MockWebServer");

  private final MockOAuth2Server server;
  private final Path loginPage;

  private DemoProvider(MockOAuth2Server server, Path loginPage) {
    this.server = server;
    this.loginPage = loginPage;
  }

  /**
   * Starts the provider on a free port of localhost.
   *
   * @param accessTokenSeconds how long an access token lives
   * @throws IOException if its login page cannot be laid out
   */
  static DemoProvider start(long accessTokenSeconds) throws IOException {
    SERVER_LOG.setLevel(Level.WARNING);
    Path loginPage = Files.createTempFile("latchkey-login", ".html");
    try (InputStream page = DemoProvider.class.getResourceAsStream("login.html")) {
      Files.copy(page, loginPage, StandardCopyOption.REPLACE_EXISTING);
    }
    DefaultOAuth2TokenCallback tokens =
        new DefaultOAuth2TokenCallback(
            ISSUER_ID, "nobody", "JWT", List.of(AUDIENCE), Map.of(), accessTokenSeconds);
    boolean asksWhoOneIs = true;
    boolean rotatesRefreshTokens = true;
    MockOAuth2Server server =
        new MockOAuth2Server(
            new OAuth2Config(
                asksWhoOneIs,
                loginPage.toString(),
                null,
                rotatesRefreshTokens,
                new OAuth2TokenProvider(),
                Set.of(tokens)));
    server.start(InetAddress.getByName("localhost"), 0);
    DemoProvider provider = new DemoProvider(server, loginPage);
    provider.warmUp();
    return provider;
  }

  /**
   * Gets a token (RFC 6749 4.4) that nobody wants. The first one takes seconds, for the signing key
   * and what the library loads, and no person should wait for them.
   */
  private void warmUp() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(tokenEndpoint())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=client_credentials&client_id=none&client_secret=none&scope=none"))
            .build();
    try {
      int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IOException("the provider answers with status " + status);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the provider started", interrupted);
    }
  }

  /** Where the login page is. */
  URI authorizeEndpoint() {
    return server.authorizationEndpointUrl(ISSUER_ID).uri();
  }

  /** Where codes and refresh tokens become tokens. */
  URI tokenEndpoint() {
    return server.tokenEndpointUrl(ISSUER_ID).uri();
  }

  /** Where a person who logs out has the tokens revoked. */
  URI revocationEndpoint() {
    return server.revocationEndpointUrl(ISSUER_ID).uri();
  }

  /** Where the keys are that the tokens are signed with. */
  URI keys() {
    return server.jwksUrl(ISSUER_ID).uri();
  }

  /** What the tokens say issued them. */
  String issuer() {
    return server.issuerUrl(ISSUER_ID).toString();
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
    Files.deleteIfExists(loginPage);
  }
}
