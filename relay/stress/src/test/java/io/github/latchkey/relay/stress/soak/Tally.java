package io.github.latchkey.relay.stress.soak;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What has become of everybody, and what was done to them meanwhile. */
final class Tally {
  /** A reservation whose relay has died is over after 30 s; a poll may take 25 s to hear of it. */
  private static final long AFTERMATH_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** When a fault was at work that may end a login with this status. */
  private record Excuse(int status, long fromNanos, long untilNanos) {}

  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger lostAnswers = new AtomicInteger();
  private final Map<Person.Ending, Integer> endings = new EnumMap<>(Person.Ending.class);
  private final List<Excuse> excuses = new ArrayList<>();
  private final List<Long> deliveryMillis = new ArrayList<>();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private volatile boolean cutsPolls;

  void begun() {
    begun.incrementAndGet();
  }

  int countOfBegun() {
    return begun.get();
  }

  /** One more login is over; one that had to start again without an excuse counts as lost. */
  synchronized void ended(Person.Login login) {
    Person.Ending ending = login.ending();
    if (ending == Person.Ending.TOLD && !isExcused(login)) {
      ending = Person.Ending.LOST;
    }
    if (ending == Person.Ending.LOST || ending == Person.Ending.DOUBLE) {
      System.out.println(ending + ": " + login);
    }
    endings.merge(ending, 1, Integer::sum);
  }

  private boolean isExcused(Person.Login login) {
    return excuses.stream()
        .anyMatch(
            excuse ->
                excuse.status == login.status()
                    && login.endedNanos() - excuse.fromNanos > 0
                    && login.beganNanos() - excuse.untilNanos < 0);
  }

  /** A login could not be gone through with. */
  synchronized void surprise(Throwable surprise) {
    surprise.printStackTrace(System.out);
  }

  /** From this time to now a fault was at work, after which a login may be told this status. */
  synchronized void excuse(int status, long fromNanos) {
    excuses.add(new Excuse(status, fromNanos, System.nanoTime() + AFTERMATH_NANOS));
  }

  synchronized void delivered(long nanos) {
    deliveryMillis.add(TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  boolean isNewToken(String accessToken) {
    return tokens.add(accessToken);
  }

  void cutsPolls(boolean cuts) {
    cutsPolls = cuts;
  }

  boolean cutsPolls() {
    return cutsPolls;
  }

  /** The provider has spent a code, and its answer was lost: the only excuse for a second use. */
  void answerLost() {
    lostAnswers.incrementAndGet();
  }

  int countOfLostAnswers() {
    return lostAnswers.get();
  }

  synchronized int count(Person.Ending ending) {
    return endings.getOrDefault(ending, 0);
  }

  synchronized int countOfEnded() {
    return endings.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The milliseconds between a person's page and the plugin's tokens, at this share. */
  synchronized long deliveryMillis(double share) {
    deliveryMillis.sort(null);
    return deliveryMillis.isEmpty()
        ? 0
        : deliveryMillis.get((int) ((deliveryMillis.size() - 1) * share));
  }
}
