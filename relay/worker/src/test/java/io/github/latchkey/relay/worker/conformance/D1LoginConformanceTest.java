package io.github.latchkey.relay.worker.conformance;

/** The Worker's rows lie in D1. */
class D1LoginConformanceTest extends LoginConformance {
  @Override
  String store() {
    return "d1";
  }
}
