package io.github.latchkey.framer.cms;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** One of the values that a field of the type {@code enum} can have. */
public abstract class EnumCaseDataInput implements JSObject {
  /**
   * Makes one.
   *
   * @param id what items name it by
   * @param name what people see
   */
  @JSBody(
      params = {"id", "name"},
      script = "return {id: id, name: name};")
  public static native EnumCaseDataInput of(String id, String name);

  /** What items name it by. */
  @JSProperty
  public abstract String getId();

  /** The name that people see. */
  @JSProperty
  public abstract String getName();
}
