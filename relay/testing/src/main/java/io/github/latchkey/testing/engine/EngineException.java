package io.github.latchkey.testing.engine;

/** An engine cannot be started, or does not do what it was asked to. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  EngineException(String message) {
    super(message);
  }

  EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
