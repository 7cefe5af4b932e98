package io.github.latchkey.relay.http;

/**
 * How often the requests of one kind may come from one address. Generous, because a whole office
 * can stand behind one address: a limit stops floods, it does not make people queue. The host
 * counts: this many at once, and as many again spread over a minute.
 */
public enum RateLimit {
  /** {@code /authorize}, {@code /start} and {@code /redirect}: four requests a login. */
  LOGIN(600, false),
  /** {@code /poll}: 150 published plugins at once, which ask every 1.5 s. */
  POLL(6_000, true),
  /** {@code /refresh} and {@code /revoke}, which ask the provider. */
  REFRESH(300, true),
  /** {@code /api/}: calls that are passed on. */
  API(1_200, true);

  private final int perMinute;
  private final boolean isByPlugin;

  RateLimit(int perMinute, boolean isByPlugin) {
    this.perMinute = perMinute;
    this.isByPlugin = isByPlugin;
  }

  /** Whether each plugin has it to itself: not where requests can fill the store of all. */
  public boolean isByPlugin() {
    return isByPlugin;
  }

  /** How many requests a minute. */
  public int perMinute() {
    return perMinute;
  }

  /** What a host counts for one request, by the address that it came from. */
  public interface Counter {
    /** Counts nothing: every request may go on. */
    Counter NONE = (limit, plugin) -> 0;

    /**
     * Counts the request that is being handled.
     *
     * @param limit which kind it is of
     * @param plugin the base path of the plugin that it is for, empty where all count together
     * @return 0 where it may go on, otherwise in how many seconds the next one may
     */
    int retryAfterSeconds(RateLimit limit, String plugin);
  }
}
