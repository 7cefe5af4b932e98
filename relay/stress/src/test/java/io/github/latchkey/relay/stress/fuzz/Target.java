package io.github.latchkey.relay.stress.fuzz;

import java.util.Locale;

/** What is fuzzed; the corpus of each is the folder of its name. */
enum Target {
  REQUEST(RequestFuzz.class, RequestFuzz::fuzzerTestOneInput),
  FORM(FormFuzz.class, FormFuzz::fuzzerTestOneInput),
  KEY(KeyFuzz.class, KeyFuzz::fuzzerTestOneInput),
  PROVIDER_ANSWER(ProviderAnswerFuzz.class, ProviderAnswerFuzz::fuzzerTestOneInput),
  ORIGIN(OriginFuzz.class, OriginFuzz::fuzzerTestOneInput),
  API_TARGET(ApiTargetFuzz.class, ApiTargetFuzz::fuzzerTestOneInput),
  DEV_VARS(DevVarsFuzz.class, DevVarsFuzz::fuzzerTestOneInput);

  /** Takes one input, and throws where a promise is broken. */
  interface Input {
    void take(byte[] data) throws Exception;
  }

  /** The class that Jazzer calls. */
  final Class<?> type;

  final Input input;

  Target(Class<?> type, Input input) {
    this.type = type;
    this.input = input;
  }

  String folder() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Throws where this does not hold; an {@code assert} could be off. */
  static void hold(boolean holds, String promise) {
    if (!holds) {
      throw new AssertionError(promise);
    }
  }
}
