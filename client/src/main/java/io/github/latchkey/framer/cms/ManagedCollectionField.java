package io.github.latchkey.framer.cms;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** A field of a collection, as Framer has it. */
public abstract class ManagedCollectionField implements JSObject {
  /** What items and the canvas name it by. */
  @JSProperty
  public abstract String getId();

  /** The name that people see. */
  @JSProperty
  public abstract String getName();

  /** Its type, as {@link ManagedCollectionFieldInput#getType} says it. */
  @JSProperty
  public abstract String getType();

  /** Whether people may edit it. */
  @JSProperty("userEditable")
  public abstract boolean isUserEditable();

  /** Whether each item must have a value; false for types that cannot ask for one. */
  @JSBody(script = "return this.required === true;")
  public final native boolean isRequired();

  /** The cases of a field of the type {@code enum}; null for all others. */
  @JSBody(script = "return this.cases || null;")
  public final native EnumCaseDataInput[] getCases();

  /** The collection that a reference leads to; null for fields that are none. */
  @JSBody(script = "return this.collectionId || null;")
  public final native String getCollectionId();
}
