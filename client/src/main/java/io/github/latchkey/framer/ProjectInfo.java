package io.github.latchkey.framer;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** The project that the plugin is open in. */
public abstract class ProjectInfo implements JSObject {
  /** A hash that stays the same for this project. */
  @JSProperty
  public abstract String getId();

  /** The name that its people gave it. */
  @JSProperty
  public abstract String getName();

  /** What {@link #getId} was in the first version of Framer's API, for plugins that kept it. */
  @JSProperty
  public abstract String getApiVersion1Id();
}
