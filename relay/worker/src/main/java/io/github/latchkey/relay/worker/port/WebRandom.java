package io.github.latchkey.relay.worker.port;

import io.github.latchkey.relay.port.Random;
import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Int8Array;

/** Random bytes from {@code crypto.getRandomValues}; where that is missing, every call throws. */
public final class WebRandom implements Random {
  @Override
  public byte[] nextBytes(int count) {
    return fill(new Int8Array(count)).toJavaArray();
  }

  @JSBody(params = "bytes", script = "return crypto.getRandomValues(bytes);")
  private static native Int8Array fill(Int8Array bytes);
}
