package io.github.latchkey.demo.cms;

import static io.github.latchkey.demo.cms.Comparison.Verdict.ADD;
import static io.github.latchkey.demo.cms.Comparison.Verdict.CHANGE;
import static io.github.latchkey.demo.cms.Comparison.Verdict.LEAVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Only what is another than it was is touched. */
class ComparisonTest {
  private final Revisions revisions = new Revisions();

  @Test
  void aRowIsAddedChangedOrLeftByWhatIsKnownOfIt() {
    revisions.put("same", 3);
    revisions.put("newer", 3);
    revisions.put("deletedInFramer", 3);
    Comparison comparison = new Comparison(List.of("same", "newer", "unknown"), revisions);
    assertEquals(LEAVE, comparison.see("same", 3));
    assertEquals(CHANGE, comparison.see("newer", 4));
    assertEquals(CHANGE, comparison.see("unknown", 1));
    assertEquals(ADD, comparison.see("deletedInFramer", 3));
    assertEquals(ADD, comparison.see("new", 1));
    assertEquals(List.of(), comparison.gone());
  }

  @Test
  void aRowThatComesTwiceIsWrittenOnce() {
    Comparison comparison = new Comparison(List.of(), revisions);
    assertEquals(ADD, comparison.see("a", 1));
    assertEquals(LEAVE, comparison.see("a", 1));
  }

  @Test
  void itemsWithoutARowAreGone() {
    Comparison comparison = new Comparison(List.of("a", "b", "c"), revisions);
    comparison.see("b", 1);
    assertEquals(List.of("a", "c"), comparison.gone());
  }

  @Test
  void theOrderIsSetOnlyWhereAdditionsAndRemovalsDoNotGiveIt() {
    Comparison kept = new Comparison(List.of("a", "gone", "b"), revisions);
    List.of("a", "b", "new").forEach(id -> kept.see(id, 1));
    assertNull(kept.newOrder());
    Comparison other = new Comparison(List.of("a", "b"), revisions);
    List.of("a", "new", "b").forEach(id -> other.see(id, 1));
    assertEquals(List.of("a", "new", "b"), other.newOrder());
  }
}
