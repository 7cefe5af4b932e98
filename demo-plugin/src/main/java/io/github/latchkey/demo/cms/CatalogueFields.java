package io.github.latchkey.demo.cms;

import io.github.latchkey.framer.cms.EnumCaseDataInput;
import io.github.latchkey.framer.cms.FieldDataInput;
import io.github.latchkey.framer.cms.ManagedCollectionField;
import io.github.latchkey.framer.cms.ManagedCollectionFieldInput;
import io.github.latchkey.framer.cms.ManagedCollectionItemInput;
import org.teavm.jso.core.JSArrayReader;

/** The collection's fields, and what of a row goes into which. */
final class CatalogueFields {
  private CatalogueFields() {}

  /** The fields, as they are set. */
  static ManagedCollectionFieldInput[] fields() {
    return new ManagedCollectionFieldInput[] {
      ManagedCollectionFieldInput.string("title", "Title"),
      ManagedCollectionFieldInput.enumeration(
          "kind",
          "Kind",
          EnumCaseDataInput.of("book", "Book"),
          EnumCaseDataInput.of("film", "Film"),
          EnumCaseDataInput.of("record", "Record")),
      ManagedCollectionFieldInput.string("maker", "Maker"),
      ManagedCollectionFieldInput.date("released", "Released"),
      ManagedCollectionFieldInput.number("minutes", "Minutes"),
      ManagedCollectionFieldInput.bool("inStock", "In stock"),
      ManagedCollectionFieldInput.color("color", "Colour"),
      ManagedCollectionFieldInput.link("link", "Link"),
      ManagedCollectionFieldInput.formattedText("summary", "Summary"),
    };
  }

  /** Whether a collection has them already, so that they need not be set. */
  static boolean areIn(JSArrayReader<ManagedCollectionField> there) {
    ManagedCollectionFieldInput[] wanted = fields();
    if (there.getLength() != wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      ManagedCollectionField field = there.get(i);
      if (!field.getId().equals(wanted[i].getId())
          || !field.getName().equals(wanted[i].getName())
          || !field.getType().equals(wanted[i].getType())) {
        return false;
      }
    }
    return true;
  }

  /** The item that a row becomes; its id is the row's, so that it is found again. */
  static ManagedCollectionItemInput item(Row row) {
    return ManagedCollectionItemInput.of(
        row.getId(),
        row.getId(),
        FieldDataInput.create()
            .string("title", row.getTitle())
            .enumeration("kind", row.getKind())
            .string("maker", row.getMaker())
            .date("released", row.getReleased() + "T00:00:00.000Z")
            .number("minutes", row.getMinutes())
            .bool("inStock", row.isInStock())
            .color("color", row.getColor())
            .link("link", row.getLink())
            .formattedText("summary", row.getSummary()));
  }
}
