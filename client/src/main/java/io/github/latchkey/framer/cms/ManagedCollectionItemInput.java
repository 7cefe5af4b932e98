package io.github.latchkey.framer.cms;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/** An item of a collection, as {@link ManagedCollection#addItems} wants it. */
public abstract class ManagedCollectionItemInput implements JSObject {
  /**
   * Makes one.
   *
   * @param id what tells the item from others, for good: best what the other side names it by
   * @param slug the item's part of a page's address; no two items of a collection have the same
   * @param fieldData its values
   */
  @JSBody(
      params = {"id", "slug", "fieldData"},
      script = "return {id: id, slug: slug, fieldData: fieldData};")
  public static native ManagedCollectionItemInput of(
      String id, String slug, FieldDataInput fieldData);

  /** Keeps the item from being published. */
  @JSBody(params = "isDraft", script = "this.draft = isDraft; return this;")
  public native ManagedCollectionItemInput draft(boolean isDraft);

  /** What tells it from others. */
  @JSProperty
  public abstract String getId();

  /** Its part of a page's address. */
  @JSProperty
  public abstract String getSlug();
}
