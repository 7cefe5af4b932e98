package io.github.latchkey.framer.cms;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** How a {@code navigateTo} shows what it goes to. */
public abstract class NavigableOptions implements JSObject {
  /** Options that leave everything to Framer: it selects and zooms. */
  @JSBody(script = "return {};")
  public static native NavigableOptions create();

  /** Whether it is selected, or in a collection opened beside the table. */
  @JSBody(params = "isSelected", script = "this.select = isSelected; return this;")
  public native NavigableOptions select(boolean isSelected);

  /** Whether a node of the canvas is brought to the middle and zoomed to. */
  @JSBody(params = "zooms", script = "this.zoomIntoView = zooms; return this;")
  public native NavigableOptions zoomIntoView(boolean zooms);

  /**
   * Zooms no further than so far.
   *
   * @param maxZoom 1 is the size in which it will be published
   * @param skipIfVisible whether what is in view already is left as it is
   */
  @JSBody(
      params = {"maxZoom", "skipIfVisible"},
      script =
          """
          this.zoomIntoView = {maxZoom: maxZoom, skipIfVisible: skipIfVisible};
          return this;
          """)
  public native NavigableOptions zoomIntoView(double maxZoom, boolean skipIfVisible);

  /** Goes to one field of an item. */
  @JSBody(params = "fieldId", script = "this.scrollTo = {collectionFieldId: fieldId}; return this;")
  public native NavigableOptions scrollTo(String fieldId);
}
