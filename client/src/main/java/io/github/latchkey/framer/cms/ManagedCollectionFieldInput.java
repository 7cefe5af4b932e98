package io.github.latchkey.framer.cms;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;

/**
 * A field of a collection, as {@link ManagedCollection#setFields} wants it: a type, an id of at
 * most 64 characters and a name. The id is what the canvas refers to, so it must stay the same.
 */
public abstract class ManagedCollectionFieldInput implements JSObject {
  @JSBody(
      params = {"type", "id", "name"},
      script = "return {type: type, id: id, name: name};")
  private static native ManagedCollectionFieldInput of(String type, String id, String name);

  /** Text without any format. */
  public static ManagedCollectionFieldInput string(String id, String name) {
    return of("string", id, name);
  }

  /** Text with headings, lists, pictures. */
  public static ManagedCollectionFieldInput formattedText(String id, String name) {
    return of("formattedText", id, name);
  }

  /** A number. */
  public static ManagedCollectionFieldInput number(String id, String name) {
    return of("number", id, name);
  }

  /** Yes or no; the SDK's {@code boolean}, which Java does not take as a name. */
  public static ManagedCollectionFieldInput bool(String id, String name) {
    return of("boolean", id, name);
  }

  /** A colour. */
  public static ManagedCollectionFieldInput color(String id, String name) {
    return of("color", id, name);
  }

  /** A day, and with {@link #displayTime} a time. */
  public static ManagedCollectionFieldInput date(String id, String name) {
    return of("date", id, name);
  }

  /** The address of a page. */
  public static ManagedCollectionFieldInput link(String id, String name) {
    return of("link", id, name);
  }

  /** A picture, which Framer fetches and keeps. */
  public static ManagedCollectionFieldInput image(String id, String name) {
    return of("image", id, name);
  }

  /**
   * A file, which Framer fetches and keeps.
   *
   * @param allowedFileTypes media types, or endings such as {@code .pdf}, or {@code *}
   */
  public static ManagedCollectionFieldInput file(
      String id, String name, String... allowedFileTypes) {
    return of("file", id, name).allowedFileTypes(allowedFileTypes);
  }

  /** One of some values; the SDK's {@code enum}, which Java does not take as a name. */
  public static ManagedCollectionFieldInput enumeration(
      String id, String name, EnumCaseDataInput... cases) {
    return of("enum", id, name).cases(cases);
  }

  /** An item of another collection. */
  public static ManagedCollectionFieldInput collectionReference(
      String id, String name, String collectionId) {
    return of("collectionReference", id, name).collectionId(collectionId);
  }

  /** Any number of items of another collection. */
  public static ManagedCollectionFieldInput multiCollectionReference(
      String id, String name, String collectionId) {
    return of("multiCollectionReference", id, name).collectionId(collectionId);
  }

  /**
   * A list, such as a gallery.
   *
   * @param field what each entry of it has; so far Framer takes one, a picture
   */
  public static ManagedCollectionFieldInput array(
      String id, String name, ManagedCollectionFieldInput field) {
    return of("array", id, name).fields(field);
  }

  @JSBody(params = "types", script = "this.allowedFileTypes = types; return this;")
  private native ManagedCollectionFieldInput allowedFileTypes(String[] types);

  @JSBody(params = "cases", script = "this.cases = cases; return this;")
  private native ManagedCollectionFieldInput cases(EnumCaseDataInput[] cases);

  @JSBody(params = "id", script = "this.collectionId = id; return this;")
  private native ManagedCollectionFieldInput collectionId(String id);

  @JSBody(params = "field", script = "this.fields = [field]; return this;")
  private native ManagedCollectionFieldInput fields(ManagedCollectionFieldInput field);

  /** Lets people edit the field; {@link ManagedCollection#addItems} then no longer sets it. */
  @JSBody(params = "isEditable", script = "this.userEditable = isEditable; return this;")
  public native ManagedCollectionFieldInput userEditable(boolean isEditable);

  /** Wants a value of each item. Numbers, colours, yes or no and enums have one in any case. */
  @JSBody(params = "isRequired", script = "this.required = isRequired; return this;")
  public native ManagedCollectionFieldInput required(boolean isRequired);

  /** Shows a date's time too. */
  @JSBody(params = "isShown", script = "this.displayTime = isShown; return this;")
  public native ManagedCollectionFieldInput displayTime(boolean isShown);

  /** What items and the canvas name it by. */
  @JSProperty
  public abstract String getId();

  /** The name that people see. */
  @JSProperty
  public abstract String getName();

  /** Its type, in the SDK's word, such as {@code formattedText}. */
  @JSProperty
  public abstract String getType();
}
