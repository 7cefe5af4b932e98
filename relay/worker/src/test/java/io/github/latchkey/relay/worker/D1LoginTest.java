package io.github.latchkey.relay.worker;

/** Logins whose rows lie in D1. */
class D1LoginTest extends LoginContract {
  @Override
  String store() {
    return "d1";
  }
}
