package io.github.latchkey.demo.cms;

import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** A row of the API's table. */
abstract class Row implements JSObject {
  @JSProperty
  abstract String getId();

  /** Another number after each change of the row. */
  @JSProperty
  abstract int getRevision();

  @JSProperty
  abstract String getKind();

  @JSProperty
  abstract String getTitle();

  @JSProperty
  abstract String getMaker();

  /** A day, as ISO 8601 writes it. */
  @JSProperty
  abstract String getReleased();

  @JSProperty
  abstract int getMinutes();

  @JSProperty("in_stock")
  abstract boolean isInStock();

  @JSProperty
  abstract String getColor();

  @JSProperty
  abstract String getLink();

  /** HTML. */
  @JSProperty
  abstract String getSummary();
}
