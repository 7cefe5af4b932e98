package io.github.latchkey.client.browsers;

import io.github.latchkey.testing.engine.EngineKind;

class WebKitJourneysTest extends Journeys {
  WebKitJourneysTest() {
    super(EngineKind.WEBKIT);
  }
}
