package io.github.latchkey.demo.cms;

import io.github.latchkey.framer.cms.ManagedCollection;
import java.util.ArrayList;
import java.util.List;
import org.teavm.jso.core.JSString;

/** Where {@link Revisions} lie: in the collection's plugin data, under as many keys as it takes. */
final class RevisionStore {
  /** With a number after it. To be another when rows are made items in another way. */
  private static final String KEY = "revisions-1-";

  private final ManagedCollection collection;
  private final List<String> kept = new ArrayList<>();

  RevisionStore(ManagedCollection collection) {
    this.collection = collection;
  }

  Revisions read() throws StoppedException {
    Revisions revisions = new Revisions();
    while (true) {
      JSString text = Awaited.value(collection.getPluginData(KEY + kept.size()));
      if (text == null) {
        return revisions;
      }
      kept.add(text.stringValue());
      revisions.read(text.stringValue());
    }
  }

  /** Writes what has become another since. */
  void write(Revisions revisions) throws StoppedException {
    List<String> texts = revisions.texts();
    for (int i = 0; i < Math.max(texts.size(), kept.size()); i++) {
      String text = i < texts.size() ? texts.get(i) : null;
      if (i >= kept.size() || !kept.get(i).equals(text)) {
        Awaited.value(collection.setPluginData(KEY + i, text));
      }
    }
    kept.clear();
    kept.addAll(texts);
  }
}
