package io.github.latchkey.relay.worker.conformance;

/** The same with the Worker's rows in D1. */
class D1ConformanceTest extends ConformanceTest {
  @Override
  String store() {
    return "d1";
  }
}
