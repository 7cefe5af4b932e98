package io.github.latchkey.demo.cms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was imported is remembered in texts that Framer takes, and read from them again. */
class RevisionsTest {
  @Test
  void whatIsWrittenIsReadAgainFromAsManyTextsAsItTakes() {
    Revisions written = new Revisions();
    for (int i = 1; i <= 1000; i++) {
      written.put("row-" + i, i * 7);
    }
    List<String> texts = written.texts();
    assertTrue(texts.size() > 1);
    Revisions read = new Revisions();
    for (String text : texts) {
      assertTrue(text.length() <= Revisions.MOST_CHARACTERS);
      read.read(text);
    }
    for (int i = 1; i <= 1000; i++) {
      assertTrue(read.has("row-" + i, i * 7));
      assertFalse(read.has("row-" + i, i * 7 + 1));
    }
  }

  @Test
  void aRowThatWasRemovedIsForgotten() {
    Revisions revisions = new Revisions();
    revisions.put("a", 1);
    revisions.put("b", 2);
    revisions.remove("a");
    assertEquals(List.of("b 2\n"), revisions.texts());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n\n", "row-1", "row-1 ", " 1", "row-1 x", "row-1 12345678901", "row-1 -1"})
  void aTextOfSomebodyElseIsNoRevision(String text) {
    Revisions revisions = new Revisions();
    revisions.read(text);
    assertEquals(List.of(""), revisions.texts());
  }
}
