package io.github.latchkey.relay.port;

/** Where every secret comes from. */
public interface Random {
  /**
   * Draws from a source that is fit for keys. A host that has none refuses to start, instead of
   * handing out guessable bytes.
   *
   * @param count how many bytes, one or more
   * @return a new array
   */
  byte[] nextBytes(int count);
}
