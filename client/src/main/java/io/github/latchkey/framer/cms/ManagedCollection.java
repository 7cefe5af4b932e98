package io.github.latchkey.framer.cms;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;
import org.teavm.jso.core.JSUndefined;

/**
 * A collection of the CMS that a plugin fills. Only that plugin changes its fields and items,
 * people only what a field lets them edit. What changes something here needs the permission of its
 * name, such as {@code ManagedCollection.addItems}, and is rejected without it.
 */
public abstract class ManagedCollection implements JSObject {
  /** {@link #getManagedBy}. */
  public static final String THIS_PLUGIN = "thisPlugin";

  /** {@link #getManagedBy}: to be read only. */
  public static final String ANOTHER_PLUGIN = "anotherPlugin";

  /** Names it for good. */
  @JSProperty
  public abstract String getId();

  /** The name that people see. */
  @JSProperty
  public abstract String getName();

  /** Who may change it: {@link #THIS_PLUGIN} or {@link #ANOTHER_PLUGIN}. */
  @JSProperty
  public abstract String getManagedBy();

  /** The ids of its items, in their order. */
  public abstract JSPromise<JSArrayReader<JSString>> getItemIds();

  /**
   * Puts the items into another order. Needs {@code ManagedCollection.setItemOrder}.
   *
   * @param ids ids that no item has are skipped
   */
  @JSBody(params = "ids", script = "return this.setItemOrder(ids);")
  public final native JSPromise<JSUndefined> setItemOrder(String... ids);

  /** Its fields. */
  public abstract JSPromise<JSArrayReader<ManagedCollectionField>> getFields();

  /**
   * Gives it these fields and no others, at most 30: one that is not named goes, with what items
   * have in it. Needs {@code ManagedCollection.setFields}.
   */
  @JSBody(params = "fields", script = "return this.setFields(fields);")
  public final native JSPromise<JSUndefined> setFields(ManagedCollectionFieldInput... fields);

  /**
   * Adds items; one whose id is there already is changed instead. From version 4 of the SDK on an
   * item is replaced, before it kept the values of fields that are not named: name them all. Needs
   * {@code ManagedCollection.addItems}.
   */
  @JSBody(params = "items", script = "return this.addItems(items);")
  public final native JSPromise<JSUndefined> addItems(ManagedCollectionItemInput... items);

  /** Removes items by their ids. Needs {@code ManagedCollection.removeItems}. */
  @JSBody(params = "ids", script = "return this.removeItems(ids);")
  public final native JSPromise<JSUndefined> removeItems(String... ids);

  /** Opens it in Framer's window. */
  public abstract JSPromise<JSUndefined> setAsActive();

  /**
   * What {@link #setPluginData} kept under a key.
   *
   * @return null where there is nothing
   */
  public abstract JSPromise<JSString> getPluginData(String key);

  /**
   * Keeps a short text with the collection, such as what is to be imported and when it was. Framer
   * takes about 2 kB a key; everybody who edits the project can read it. Needs {@code
   * ManagedCollection.setPluginData}.
   *
   * @param value null removes it
   */
  public abstract JSPromise<JSUndefined> setPluginData(String key, String value);

  /** The keys under which something is kept. */
  public abstract JSPromise<JSArrayReader<JSString>> getPluginDataKeys();

  /** Shows it, as with the usual options. */
  public abstract JSPromise<JSUndefined> navigateTo();

  /** Shows it. Framer may have to leave the mode that the plugin is in, and end the plugin. */
  public abstract JSPromise<JSUndefined> navigateTo(NavigableOptions options);
}
