package io.github.latchkey.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A strict OAuth provider on loopback, with an API, that does wrong what a test asks it to. It
 * checks the client's secret, {@code redirect_uri} and PKCE (S256), gives each code once, rotates
 * refresh tokens, and revokes the grant when a rotated one comes again.
 */
public final class FakeProvider implements AutoCloseable {
  static {
    // Before the first server class loads; without it each keep-alive answer waits 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(FakeProvider::daemon);
  private final Canaries canaries = new Canaries();
  private final IssuedTokens issued = new IssuedTokens(canaries);
  private final String clientSecret = canaries.draw("secret");
  private final Set<String> redirectUris = ConcurrentHashMap.newKeySet();
  // Copied when they are read: copied at each request, an hour's worth of them would be slow.
  private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
  private final List<String> tokenAnswers = Collections.synchronizedList(new ArrayList<>());
  private final ConcurrentLinkedQueue<TokenFault> nextFaults = new ConcurrentLinkedQueue<>();
  private volatile TokenFault standingFault;
  private volatile Integer expiresInSeconds = 3600;
  private volatile boolean rotates = true;
  private volatile boolean asksPerson;
  private volatile boolean pkceRequired = true;
  private volatile boolean secretsInQuery;
  private volatile boolean refusesBrowsers;
  private volatile String apiRedirect;

  private FakeProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    server.setExecutor(threads);
    ProviderEndpoints endpoints = new ProviderEndpoints(this, issued);
    serve("/authorize", endpoints::authorize);
    serve("/token", endpoints::token);
    serve("/revoke", endpoints::revoke);
    serve("/api/", endpoints::api);
    server.start();
  }

  /** Starts one on a free port. */
  public static FakeProvider start() throws IOException {
    return new FakeProvider();
  }

  /** Its origin, such as {@code http://127.0.0.1:41234}; the API's too. */
  public String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where the API says, as JSON with a {@code name}, who is logged in. */
  public String profileUrl() {
    return origin() + "/api/profile";
  }

  /**
   * Settings of a relay that stands before this provider, on {@code localhost} without login
   * confirmation; its redirect URI is registered here.
   *
   * @param relayPort the relay's port
   * @return a map of its own, to be changed at will
   */
  public Map<String, String> relaySettings(int relayPort) {
    String redirectUri = "http://localhost:" + relayPort + "/redirect";
    registerRedirectUri(redirectUri);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("CLIENT_ID", clientId());
    settings.put("CLIENT_SECRET", clientSecret);
    settings.put("REDIRECT_URI", redirectUri);
    settings.put("AUTHORIZE_ENDPOINT", origin() + "/authorize");
    settings.put("TOKEN_ENDPOINT", origin() + "/token");
    settings.put("SCOPE", "profile,files.read");
    settings.put("LOGIN_CONFIRMATION", "off");
    settings.put("RELAY_SECRET", canaries.draw("relay"));
    settings.put("PORT", String.valueOf(relayPort));
    return settings;
  }

  /** Registers one more redirect URI; any other is refused. */
  public void registerRedirectUri(String redirectUri) {
    redirectUris.add(redirectUri);
  }

  /** The only client's id. */
  public String clientId() {
    return "plugin-7";
  }

  /** The only client's secret, a canary. */
  public String clientSecret() {
    return clientSecret;
  }

  /** Every secret that was handed out, and those that a test added. */
  public Canaries canaries() {
    return canaries;
  }

  /**
   * How long access tokens live from now on.
   *
   * @param seconds as {@code expires_in} says it; null: an hour, and the answer does not say so
   */
  public void expiresInSeconds(Integer seconds) {
    expiresInSeconds = seconds;
  }

  /** Whether a refresh gives a new refresh token; true at first. */
  public void rotates(boolean rotates) {
    this.rotates = rotates;
  }

  /**
   * Whether {@code /authorize} shows a page (links {@code #allow}, {@code #refuse}); or redirects.
   */
  public void asksPerson(boolean asksPerson) {
    this.asksPerson = asksPerson;
  }

  /** Whether a login without {@code code_challenge} is refused; true at first. */
  public void pkceRequired(boolean pkceRequired) {
    this.pkceRequired = pkceRequired;
  }

  /** Whether the token endpoint reads its parameters from the query too; false at first. */
  public void secretsInQuery(boolean secretsInQuery) {
    this.secretsInQuery = secretsInQuery;
  }

  /** Whether the API answers browsers without CORS, so that they refuse to read it. */
  public void refusesBrowsers(boolean refusesBrowsers) {
    this.refusesBrowsers = refusesBrowsers;
  }

  /** The API answers good calls with a redirect to {@code location}; null: no more. */
  public void redirectApiTo(String location) {
    apiRedirect = location;
  }

  /** The next calls to the token endpoint meet these faults, one each, in this order. */
  public void nextTokenFaults(TokenFault... faults) {
    nextFaults.addAll(List.of(faults));
  }

  /** Every call to the token endpoint meets this fault; null: none any more. */
  public void tokenFault(TokenFault fault) {
    standingFault = fault;
  }

  /** The API takes none of the access tokens that were handed out so far. */
  public void endAccessTokens() {
    issued.endAccessTokens();
  }

  /** The person takes the access away: no token of any grant works any more. */
  public void revokeAll() {
    issued.revokeAll();
  }

  /** How many grants were revoked because a code or a rotated refresh token came twice. */
  public int grantsRevokedByReuse() {
    return issued.grantsRevokedByReuse();
  }

  /** Every request that came, in order. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** Every good answer of the token endpoint, as JSON, in order. */
  public List<String> tokenAnswers() {
    return List.copyOf(tokenAnswers);
  }

  /** How many requests came to a path, such as {@code /token}. */
  public int countOf(String path) {
    return (int) received().stream().filter(request -> request.path().equals(path)).count();
  }

  /** How many codes came to the token endpoint, good or not. */
  public int exchanges() {
    return countOfGrantType("authorization_code");
  }

  /** How many refresh tokens came to the token endpoint, good or not. */
  public int refreshes() {
    return countOfGrantType("refresh_token");
  }

  private int countOfGrantType(String grantType) {
    return (int)
        received().stream()
            .filter(request -> request.path().equals("/token"))
            .filter(request -> request.body().contains("grant_type=" + grantType))
            .count();
  }

  /** Ends it, and everything that stalls in it. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  void remember(String tokenAnswer) {
    tokenAnswers.add(tokenAnswer);
  }

  TokenSettings tokenSettings() {
    return new TokenSettings(expiresInSeconds, rotates);
  }

  boolean secretsInQuery() {
    return secretsInQuery;
  }

  boolean asksPerson() {
    return asksPerson;
  }

  boolean pkceRequired() {
    return pkceRequired;
  }

  boolean refusesBrowsers() {
    return refusesBrowsers;
  }

  String apiRedirect() {
    return apiRedirect;
  }

  Set<String> redirectUris() {
    return redirectUris;
  }

  /** The fault that this call to the token endpoint meets, or null. */
  TokenFault takeTokenFault() {
    TokenFault next = nextFaults.poll();
    return next != null ? next : standingFault;
  }

  /** Sends nothing; the thread is interrupted when the provider closes. */
  static void holdUntilClosed(HttpExchange exchange) {
    try {
      NEVER.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Endpoint {
    void answer(HttpExchange exchange, Received request) throws IOException;
  }

  private void serve(String path, Endpoint endpoint) {
    server.createContext(
        path,
        exchange -> {
          // Closed without an answer, the connection is cut.
          try (exchange) {
            Received request = Received.read(exchange);
            received.add(request);
            try {
              endpoint.answer(exchange, request);
            } catch (IllegalArgumentException e) {
              TokenFault.send(exchange, 400, Map.of(), "malformed request");
            }
          }
        });
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-provider");
    thread.setDaemon(true);
    return thread;
  }
}
