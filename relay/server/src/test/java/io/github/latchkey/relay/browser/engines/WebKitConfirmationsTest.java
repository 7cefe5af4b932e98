package io.github.latchkey.relay.browser.engines;

import io.github.latchkey.testing.engine.EngineKind;

class WebKitConfirmationsTest extends Confirmations {
  WebKitConfirmationsTest() {
    super(EngineKind.WEBKIT);
  }
}
