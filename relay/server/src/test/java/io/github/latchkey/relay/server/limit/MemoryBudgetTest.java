package io.github.latchkey.relay.server.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryBudgetTest {
  private static final long MIB = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({"96, false", "128, false", "128, true", "256, false", "256, true", "4096, true"})
  void allKindsAtOnceFitIntoTheHeap(long mib, boolean isTls) {
    MemoryBudget budget = new MemoryBudget(mib * MIB, isTls);
    long tls = isTls ? 47 : 0;
    long kib =
        budget.heldPolls() * (30 + tls)
            + budget.requests() * (70 + tls)
            + budget.idleConnections() * (20 + tls)
            + budget.apiCalls() * (128 + tls);
    assertTrue(kib * 1024 < (mib - 24) * MIB, kib + " KiB");
  }

  @ParameterizedTest
  @CsvSource({"128, false, 1242, 456, 798", "128, true, 484, 273, 238"})
  void aSmallHeapStillServesHundredsOfUsers(
      long mib, boolean isTls, int polls, int requests, int idle) {
    MemoryBudget budget = new MemoryBudget(mib * MIB, isTls);
    assertEquals(polls, budget.heldPolls());
    assertEquals(requests, budget.requests());
    assertEquals(idle, budget.idleConnections());
  }
}
