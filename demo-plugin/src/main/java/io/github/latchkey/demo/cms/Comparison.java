package io.github.latchkey.demo.cms;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The collection as it was found, beside the rows as they come: what is new, changed, gone. */
final class Comparison {
  /** What is to be done for a row. */
  enum Verdict {
    ADD,
    CHANGE,
    LEAVE
  }

  private final List<String> found;
  private final Set<String> foundIds;
  private final Revisions revisions;
  private final List<String> seen = new ArrayList<>();
  private final Set<String> seenIds = new HashSet<>();

  /**
   * Makes one.
   *
   * @param found the ids of the collection's items, in their order
   * @param revisions what was imported before
   */
  Comparison(List<String> found, Revisions revisions) {
    this.found = found;
    this.revisions = revisions;
    foundIds = new HashSet<>(found);
  }

  /** Takes the next row. One that comes twice, because the table moved meanwhile, is left. */
  Verdict see(String id, int revision) {
    if (!seenIds.add(id)) {
      return Verdict.LEAVE;
    }
    seen.add(id);
    if (!foundIds.contains(id)) {
      return Verdict.ADD;
    }
    return revisions.has(id, revision) ? Verdict.LEAVE : Verdict.CHANGE;
  }

  /** The items whose rows are no more. To be asked when all rows were seen, not before. */
  List<String> gone() {
    List<String> gone = new ArrayList<>();
    for (String id : found) {
      if (!seenIds.contains(id)) {
        gone.add(id);
      }
    }
    return gone;
  }

  /** The rows' order; null where the collection has it once additions and removals are made. */
  List<String> newOrder() {
    List<String> order = new ArrayList<>();
    for (String id : found) {
      if (seenIds.contains(id)) {
        order.add(id);
      }
    }
    for (String id : seen) {
      if (!foundIds.contains(id)) {
        order.add(id);
      }
    }
    return order.equals(seen) ? null : seen;
  }
}
