/**
 * Collections that a plugin manages, as Framer's SDK has them: {@link
 * io.github.latchkey.framer.cms.ManagedCollection} has fields ({@link
 * io.github.latchkey.framer.cms.ManagedCollectionFieldInput} as they are set, {@link
 * io.github.latchkey.framer.cms.ManagedCollectionField} as they are read) and items ({@link
 * io.github.latchkey.framer.cms.ManagedCollectionItemInput}), whose values are {@link
 * io.github.latchkey.framer.cms.FieldDataInput}. Translations of values are not bound.
 */
package io.github.latchkey.framer.cms;
