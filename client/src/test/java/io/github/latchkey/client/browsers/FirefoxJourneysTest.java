package io.github.latchkey.client.browsers;

import io.github.latchkey.testing.engine.EngineKind;

class FirefoxJourneysTest extends Journeys {
  FirefoxJourneysTest() {
    super(EngineKind.FIREFOX);
  }
}
