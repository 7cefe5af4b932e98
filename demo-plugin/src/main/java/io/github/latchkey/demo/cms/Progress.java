package io.github.latchkey.demo.cms;

/**
 * How an import stands.
 *
 * @param state whether it runs, and how it ended
 * @param rows how many rows were dealt with so far
 * @param total how many there are; 0 where that is not known yet
 * @param added how many items were added
 * @param changed how many items were changed
 * @param removed how many items were removed
 * @param words a sentence or two for a person; null while there is nothing to say
 */
public record Progress(
    State state, int rows, int total, int added, int changed, int removed, String words) {

  /** Whether an import runs, and how it ended. */
  public enum State {
    /** None was started. */
    READY,
    /** It runs. */
    RUNNING,
    /** It came to its end. */
    DONE,
    /** The person ended it. */
    CANCELLED,
    /** Something else ended it. */
    FAILED,
    /** It needs a login first. */
    LOGIN_NEEDED
  }

  /** Before any import. */
  public static final Progress READY = new Progress(State.READY, 0, 0, 0, 0, 0, null);

  /** How many items were written or removed. */
  int written() {
    return added + changed + removed;
  }

  /** What was done, in words. */
  String summary() {
    return written() == 0
        ? "Nothing had changed."
        : added + " added, " + changed + " changed, " + removed + " removed.";
  }

  /** What was done before it ended early, in words: nothing half-written goes unsaid. */
  String partSummary() {
    return written() == 0
        ? "Nothing was written."
        : "Before that: " + summary() + " The next import does the rest.";
  }

  Progress with(State newState, String newWords) {
    return new Progress(newState, rows, total, added, changed, removed, newWords);
  }
}
