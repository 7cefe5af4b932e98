package io.github.latchkey.relay.seal;

import io.github.latchkey.relay.settings.Secret;
import io.github.latchkey.relay.wire.Utf8;
import java.util.ArrayList;
import java.util.List;

/**
 * The relay's own keys. The first one makes, all of them are good for what was made, so that a key
 * can be replaced while logins are under way.
 */
public final class RelayKeys {
  private static final int MAC_BYTES = 16;

  private final Derivation derivation;
  private final Seal seal;
  private final List<byte[]> keys = new ArrayList<>();

  /**
   * Makes the keys of one plugin.
   *
   * @param secrets one or more
   */
  public RelayKeys(List<Secret> secrets, Derivation derivation, Seal seal) {
    this.derivation = derivation;
    this.seal = seal;
    for (Secret secret : secrets) {
      keys.add(Utf8.encode(secret.reveal()));
    }
  }

  /** The message, followed by a MAC of 16 bytes. */
  byte[] sign(String purpose, byte[] message) {
    return Bytes.concat(message, mac(keys.get(0), purpose, message));
  }

  /** The message without its MAC, or null where no key of ours made that. */
  byte[] verify(String purpose, byte[] signed) {
    if (signed.length < MAC_BYTES) {
      return null;
    }
    byte[] message = Bytes.slice(signed, 0, signed.length - MAC_BYTES);
    byte[] claimed = Bytes.slice(signed, message.length, signed.length);
    boolean isOurs = false;
    for (byte[] key : keys) {
      isOurs |= Bytes.equalInConstantTime(mac(key, purpose, message), claimed);
    }
    return isOurs ? message : null;
  }

  byte[] seal(String purpose, byte[] message, byte[] associated) {
    return seal.seal(keys.get(0), purpose, message, associated);
  }

  byte[] open(String purpose, byte[] sealed, byte[] associated) {
    for (byte[] key : keys) {
      byte[] message = seal.open(key, purpose, sealed, associated);
      if (message != null) {
        return message;
      }
    }
    return null;
  }

  private byte[] mac(byte[] key, String purpose, byte[] message) {
    return Bytes.slice(derivation.derive(key, "mac " + purpose, message), 0, MAC_BYTES);
  }
}
