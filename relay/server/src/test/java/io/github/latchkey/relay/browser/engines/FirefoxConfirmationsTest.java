package io.github.latchkey.relay.browser.engines;

import io.github.latchkey.testing.engine.EngineKind;

class FirefoxConfirmationsTest extends Confirmations {
  FirefoxConfirmationsTest() {
    super(EngineKind.FIREFOX);
  }
}
