package io.github.latchkey.framer.cms;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * An item's values, by the ids of their fields. Each is set by the function of its field's type;
 * the texts may be null where the field allows it, which leaves it empty.
 */
public abstract class FieldDataInput implements JSObject {
  /** Without any value. */
  @JSBody(script = "return {};")
  public static native FieldDataInput create();

  @JSBody(
      params = {"field", "type", "value"},
      script = "this[field] = {type: type, value: value}; return this;")
  private native FieldDataInput set(String field, String type, JSObject value);

  @JSBody(
      params = {"field", "type", "value"},
      script = "this[field] = {type: type, value: value}; return this;")
  private native FieldDataInput set(String field, String type, String value);

  /** Text without any format; not null. */
  public final FieldDataInput string(String field, String value) {
    return set(field, "string", value);
  }

  /** Text with a format, as HTML; not null. */
  public final FieldDataInput formattedText(String field, String html) {
    return set(field, "formattedText", html);
  }

  /**
   * Text with a format; not null.
   *
   * @param contentType how it is written: {@code html}, {@code markdown}, or {@code auto}
   */
  @JSBody(
      params = {"field", "value", "contentType"},
      script =
          """
          this[field] = {type: "formattedText", value: value, contentType: contentType};
          return this;
          """)
  public final native FieldDataInput formattedText(String field, String value, String contentType);

  /** A number. */
  @JSBody(
      params = {"field", "value"},
      script = "this[field] = {type: 'number', value: value}; return this;")
  public final native FieldDataInput number(String field, double value);

  /** Yes or no. */
  @JSBody(
      params = {"field", "value"},
      script = "this[field] = {type: 'boolean', value: value}; return this;")
  public final native FieldDataInput bool(String field, boolean value);

  /** A colour, as CSS writes it. */
  public final FieldDataInput color(String field, String value) {
    return set(field, "color", value);
  }

  /** A point in time, as ISO 8601 writes it in UTC. */
  public final FieldDataInput date(String field, String value) {
    return set(field, "date", value);
  }

  /** The address of a page. */
  public final FieldDataInput link(String field, String url) {
    return set(field, "link", url);
  }

  /** The address of a picture, which Framer fetches. */
  public final FieldDataInput image(String field, String url) {
    return set(field, "image", url);
  }

  /** The address of a picture, which Framer fetches, and what it shows, in words. */
  @JSBody(
      params = {"field", "url", "alt"},
      script = "this[field] = {type: 'image', value: url, alt: alt}; return this;")
  public final native FieldDataInput image(String field, String url, String alt);

  /** The address of a file, which Framer fetches. */
  public final FieldDataInput file(String field, String url) {
    return set(field, "file", url);
  }

  /** One of the field's cases, by its id; not null. */
  public final FieldDataInput enumeration(String field, String caseId) {
    return set(field, "enum", caseId);
  }

  /** An item of the field's collection, by its id. */
  public final FieldDataInput collectionReference(String field, String itemId) {
    return set(field, "collectionReference", itemId);
  }

  /** Items of the field's collection, by their ids. */
  public final FieldDataInput multiCollectionReference(String field, String... itemIds) {
    return set(field, "multiCollectionReference", texts(itemIds));
  }

  @JSBody(params = "texts", script = "return texts;")
  private static native JSObject texts(String[] texts);

  /** The entries of a list, each with the values of its fields. */
  public final FieldDataInput array(String field, FieldDataInput... entries) {
    return set(field, "array", entries(entries));
  }

  @JSBody(
      params = "entries",
      script = "return entries.map(function(entry) { return {fieldData: entry}; });")
  private static native JSObject entries(FieldDataInput[] entries);
}
