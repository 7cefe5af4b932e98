package io.github.latchkey.demo.cms;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.js.AbortController;
import io.github.latchkey.framer.Framer;
import io.github.latchkey.framer.cms.ManagedCollection;
import io.github.latchkey.framer.cms.ManagedCollectionItemInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.core.JSString;

/**
 * Brings the API's table into a collection: items are added, changed and removed only where the
 * table is another than it was. Each page is written, and remembered as written, before the next is
 * asked for, so that an import that ends in the middle leaves a collection that the next one
 * completes.
 */
public final class CollectionImport {
  /** What an import does, all of which a person may be forbidden. */
  private static final String[] PERMISSIONS = {
    "ManagedCollection.setFields",
    "ManagedCollection.addItems",
    "ManagedCollection.removeItems",
    "ManagedCollection.setItemOrder",
    "ManagedCollection.setPluginData"
  };

  private final OAuthClient client;
  private final String url;
  private final Framer framer;
  private final Supplier<JSPromise<ManagedCollection>> target;
  private final Consumer<Progress> listener;
  private final AbortController abort = AbortController.create();
  private Progress progress = Progress.READY;
  private StoppedException.Reason stop;

  /**
   * Makes one, good for one run.
   *
   * @param client whose tokens go with the calls
   * @param url where the API has the table
   * @param target gives the collection
   * @param listener told how it stands, the last time when it has ended
   */
  public CollectionImport(
      OAuthClient client,
      String url,
      Framer framer,
      Supplier<JSPromise<ManagedCollection>> target,
      Consumer<Progress> listener) {
    this.client = client;
    this.url = url;
    this.framer = framer;
    this.target = target;
    this.listener = listener;
  }

  /** Whether the person may import at all. */
  public static boolean isAllowed(Framer framer) {
    return framer.isAllowedTo(PERMISSIONS);
  }

  /**
   * Tells when that becomes another.
   *
   * @return ends it
   */
  public static Runnable onAllowed(Framer framer, Framer.PermissionListener listener) {
    return framer.subscribeToIsAllowedTo(listener, PERMISSIONS);
  }

  /** Starts it. */
  public void start() {
    JSPromise.runAsync(this::run);
  }

  /** Ends it, after what is being written. */
  public void cancel() {
    stop(StoppedException.Reason.CANCELLED);
  }

  private void stop(StoppedException.Reason reason) {
    if (stop == null) {
      stop = reason;
      abort.abort();
    }
  }

  private void run() {
    show(progress.with(Progress.State.RUNNING, null));
    framer.setCloseWarning("The import is under way. Close the plugin all the same?");
    Runnable endPermissions =
        onAllowed(
            framer,
            isAllowed -> {
              if (!isAllowed) {
                stop(StoppedException.Reason.NOT_ALLOWED);
              }
            });
    Progress end;
    try {
      importAll();
      end = progress.with(Progress.State.DONE, progress.summary());
    } catch (StoppedException stopped) {
      end = ended(reason(stopped), stopped.getMessage());
    } catch (RuntimeException unexpected) {
      end = ended(StoppedException.Reason.FAILED, "The answer of the API is not understood.");
    }
    endPermissions.run();
    framer.setCloseWarning(null);
    show(end);
  }

  /** Framer may refuse a call before it tells that the permission is gone. */
  private StoppedException.Reason reason(StoppedException stopped) {
    if (stop != null) {
      return stop;
    }
    return isAllowed(framer) ? stopped.reason() : StoppedException.Reason.NOT_ALLOWED;
  }

  private Progress ended(StoppedException.Reason reason, String message) {
    String part = progress.partSummary();
    return switch (reason) {
      case CANCELLED -> progress.with(Progress.State.CANCELLED, "Cancelled. " + part);
      case NOT_ALLOWED ->
          progress.with(
              Progress.State.FAILED, "You are not allowed to change this collection. " + part);
      case LOGIN_NEEDED -> progress.with(Progress.State.LOGIN_NEEDED, message + " " + part);
      case FAILED -> progress.with(Progress.State.FAILED, message + " " + part);
    };
  }

  private void importAll() throws StoppedException {
    if (!isAllowed(framer)) {
      stop(StoppedException.Reason.NOT_ALLOWED);
    }
    goOn();
    ManagedCollection collection = Awaited.value(target.get());
    if (!CatalogueFields.areIn(Awaited.value(collection.getFields()))) {
      goOn();
      Awaited.value(collection.setFields(CatalogueFields.fields()));
    }
    RevisionStore store = new RevisionStore(collection);
    Revisions revisions = store.read();
    Comparison comparison =
        new Comparison(texts(Awaited.value(collection.getItemIds())), revisions);
    RowPages pages =
        new RowPages(
            client,
            url,
            abort.getSignal(),
            words -> show(progress.with(Progress.State.RUNNING, words)));
    String cursor = null;
    do {
      goOn();
      Page page = pages.get(cursor);
      goOn();
      write(page, collection, comparison, revisions, store);
      cursor = page.getNext();
    } while (cursor != null);
    tidy(collection, comparison, revisions, store);
  }

  /** Between two steps: is the import still wanted, and still allowed? */
  private void goOn() throws StoppedException {
    if (stop != null) {
      throw new StoppedException(stop, "");
    }
  }

  private void write(
      Page page,
      ManagedCollection collection,
      Comparison comparison,
      Revisions revisions,
      RevisionStore store)
      throws StoppedException {
    List<ManagedCollectionItemInput> items = new ArrayList<>();
    List<Row> written = new ArrayList<>();
    int added = 0;
    for (int i = 0; i < page.getRows().getLength(); i++) {
      Row row = page.getRows().get(i);
      Comparison.Verdict verdict = comparison.see(row.getId(), row.getRevision());
      if (verdict != Comparison.Verdict.LEAVE) {
        items.add(CatalogueFields.item(row));
        written.add(row);
        added += verdict == Comparison.Verdict.ADD ? 1 : 0;
      }
    }
    if (!items.isEmpty()) {
      Awaited.value(collection.addItems(items.toArray(new ManagedCollectionItemInput[0])));
    }
    progress =
        new Progress(
            Progress.State.RUNNING,
            progress.rows() + page.getRows().getLength(),
            page.getTotal(),
            progress.added() + added,
            progress.changed() + items.size() - added,
            progress.removed(),
            null);
    show(progress);
    if (!items.isEmpty()) {
      for (Row row : written) {
        revisions.put(row.getId(), row.getRevision());
      }
      // Whatever has happened meanwhile: what was written is to be remembered as written.
      store.write(revisions);
    }
  }

  /** What can only be known at the end: which items have no row any more, and the order. */
  private void tidy(
      ManagedCollection collection, Comparison comparison, Revisions revisions, RevisionStore store)
      throws StoppedException {
    List<String> gone = comparison.gone();
    if (!gone.isEmpty()) {
      goOn();
      Awaited.value(collection.removeItems(gone.toArray(new String[0])));
      progress =
          new Progress(
              Progress.State.RUNNING,
              progress.rows(),
              progress.total(),
              progress.added(),
              progress.changed(),
              gone.size(),
              null);
      gone.forEach(revisions::remove);
      store.write(revisions);
    }
    List<String> order = comparison.newOrder();
    if (order != null) {
      goOn();
      Awaited.value(collection.setItemOrder(order.toArray(new String[0])));
    }
  }

  private void show(Progress now) {
    progress = now;
    listener.accept(now);
  }

  private static List<String> texts(JSArrayReader<JSString> from) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < from.getLength(); i++) {
      texts.add(from.get(i).stringValue());
    }
    return texts;
  }
}
