package io.github.latchkey.relay.worker.conformance;

/** The Worker's rows lie in Durable Objects. */
class DurableObjectLoginConformanceTest extends LoginConformance {
  @Override
  String store() {
    return "durable-object";
  }
}
