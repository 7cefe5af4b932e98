package io.github.latchkey.framer;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** A person who uses Framer. */
public abstract class User implements JSObject {
  /** A hash that stays the same for this person. */
  @JSProperty
  public abstract String getId();

  /** The name that the person gave. */
  @JSProperty
  public abstract String getName();

  /** The letters that stand for the name where there is no picture. */
  @JSProperty
  public abstract String getInitials();

  /** The address of the person's picture; null where there is none. */
  @JSBody(script = "return this.avatarUrl || null;")
  public final native String getAvatarUrl();

  /** What {@link #getId} was in the first version of Framer's API, for plugins that kept it. */
  @JSProperty
  public abstract String getApiVersion1Id();
}
