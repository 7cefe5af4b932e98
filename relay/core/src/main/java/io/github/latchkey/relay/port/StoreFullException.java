package io.github.latchkey.relay.port;

/** There is no room for another row: nothing was done. */
public final class StoreFullException extends StoreException {
  private static final long serialVersionUID = 1;

  /** Makes one. */
  public StoreFullException() {
    super("the store is full");
  }
}
