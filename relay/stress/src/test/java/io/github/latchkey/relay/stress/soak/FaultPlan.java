package io.github.latchkey.relay.stress.soak;

import io.github.latchkey.relay.server.jar.Footprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code FaultPlan MINUTES [LOGINS_PER_SECOND]}: runs for that long and twice the time that
 * everything takes to come to rest, says what it does, and ends with figures. Exits with 1 where a
 * login was lost, tokens were given twice, a code that had got its verdict was sent again, a secret
 * was printed, or a relay has grown.
 *
 * <p>In the first half both relays are killed and restarted; then the second one is measured, and
 * lives on to the end through everything else. The first one is killed until the end, and measured
 * against a fresh one.
 */
public final class FaultPlan {
  /** For pools and kept connections to go idle and be closed, so that two moments compare. */
  private static final Duration CALM = Duration.ofSeconds(75);

  private final Duration whole;
  private final long faultMillis;
  private final long gapMillis;
  private final Stand stand;
  private final Tally tally = new Tally();
  private final Map<Fault, Integer> faults = new HashMap<>();
  private final long beganNanos = System.nanoTime();

  private FaultPlan(Duration whole, Stand stand) {
    this.whole = whole;
    this.stand = stand;
    boolean isLong = whole.toMinutes() >= 15;
    faultMillis = isLong ? 12_000 : 4_000;
    gapMillis = isLong ? 15_000 : 2_000;
  }

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    double minutes = Double.parseDouble(arguments[0]);
    double perSecond = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 5;
    boolean isGood;
    try (Stand stand = new Stand()) {
      isGood = new FaultPlan(Duration.ofSeconds((long) (minutes * 60)), stand).run(perSecond);
    }
    System.exit(isGood ? 0 : 1);
  }

  private boolean run(double perSecond) throws Exception {
    Footprint first;
    Footprint other;
    Footprint firstAtEnd;
    Footprint otherAtEnd;
    try (Crowd crowd = new Crowd(stand, tally, perSecond)) {
      Fault.pause(gapMillis);
      faultsUntil(whole.dividedBy(2), List.of(Fault.values()));
      calm(crowd);
      first = stand.footprint(0);
      other = stand.footprint(1);
      crowd.resume();
      faultsUntil(whole, List.of(Fault.values()).stream().filter(Fault::sparesOther).toList());
      calm(crowd);
      firstAtEnd = stand.footprint(0);
      otherAtEnd = stand.footprint(1);
    }
    return report(first, firstAtEnd, other, otherAtEnd);
  }

  private void calm(Crowd crowd) {
    crowd.pause();
    Fault.pause(CALM.toMillis());
  }

  /** One round of faults after the other, each round in another order. */
  private void faultsUntil(Duration end, List<Fault> all) throws Exception {
    List<Fault> round = new ArrayList<>();
    while (elapsed().compareTo(end) < 0) {
      if (round.isEmpty()) {
        round.addAll(all);
        Collections.shuffle(round);
      }
      Fault fault = round.remove(0);
      faults.merge(fault, 1, Integer::sum);
      fault.run(stand, tally, faultMillis);
      System.out.printf(
          "%4d s  %-22s %d begun, %d ended%n",
          elapsed().toSeconds(), fault, tally.countOfBegun(), tally.countOfEnded());
      Fault.pause(gapMillis);
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - beganNanos);
  }

  private boolean report(
      Footprint first, Footprint firstAtEnd, Footprint other, Footprint otherAtEnd)
      throws Exception {
    Map<String, Integer> exchanges = new HashMap<>();
    stand.provider.received().stream()
        .filter(request -> request.path().equals("/token"))
        .forEach(request -> exchanges.merge(request.form().get("code"), 1, Integer::sum));
    int sent = exchanges.values().stream().mapToInt(Integer::intValue).sum();
    int most = exchanges.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    int lost = tally.count(Person.Ending.LOST) + tally.countOfBegun() - tally.countOfEnded();
    // A code that the provider has spent may come again only where its answer was lost.
    int sentAgain = Math.max(0, stand.provider.grantsRevokedByReuse() - tally.countOfLostAnswers());
    int twice = tally.count(Person.Ending.DOUBLE);
    long printed = stand.problemsPrinted();
    boolean hasGrown = firstAtEnd.hasGrownSince(first) || otherAtEnd.hasGrownSince(other);
    System.out.println("faults: " + faults);
    System.out.printf(
        "%d min: logins %d begun, %d signed in, %d refused, %d told to log in again, %d lost, %d"
            + " double; codes %d, sent %d times (at most %d), after their verdict %d; page to plugin"
            + " p50 %d ms, p99 %d ms; secrets or faults printed %d; relay killed: %s; relay alive:"
            + " %s; growth %s%n",
        elapsed().toMinutes(),
        tally.countOfBegun(),
        tally.count(Person.Ending.SIGNED_IN),
        tally.count(Person.Ending.REFUSED),
        tally.count(Person.Ending.TOLD),
        lost,
        twice,
        exchanges.size(),
        sent,
        most,
        sentAgain,
        tally.deliveryMillis(0.5),
        tally.deliveryMillis(0.99),
        printed,
        firstAtEnd.since(first),
        otherAtEnd.since(other),
        hasGrown ? "SEEN" : "none");
    return lost == 0
        && twice == 0
        && sentAgain == 0
        && printed == 0
        && !hasGrown
        && tally.count(Person.Ending.SIGNED_IN) > 0;
  }
}
