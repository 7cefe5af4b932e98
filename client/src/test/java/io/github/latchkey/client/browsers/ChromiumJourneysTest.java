package io.github.latchkey.client.browsers;

import io.github.latchkey.testing.engine.EngineKind;

class ChromiumJourneysTest extends Journeys {
  ChromiumJourneysTest() {
    super(EngineKind.CHROMIUM);
  }
}
