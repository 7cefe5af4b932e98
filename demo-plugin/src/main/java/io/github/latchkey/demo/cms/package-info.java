/**
 * Brings a table from the provider's API into a collection of Framer's CMS.
 *
 * <ol>
 *   <li>{@link io.github.latchkey.demo.cms.CollectionImport} is one run, from the first page to the
 *       last word about it;
 *   <li>{@link io.github.latchkey.demo.cms.RowPages} calls the API, waits where that says so, and
 *       tries again where it fails;
 *   <li>{@link io.github.latchkey.demo.cms.Comparison} finds what is new, changed or gone, by the
 *       revisions that {@link io.github.latchkey.demo.cms.Revisions} keeps with the collection;
 *   <li>{@link io.github.latchkey.demo.cms.CatalogueFields} makes an item of a row.
 * </ol>
 */
package io.github.latchkey.demo.cms;
