package io.github.latchkey.relay.browser.engines;

import io.github.latchkey.testing.engine.EngineKind;

class ChromiumConfirmationsTest extends Confirmations {
  ChromiumConfirmationsTest() {
    super(EngineKind.CHROMIUM);
  }
}
