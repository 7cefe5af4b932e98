package io.github.latchkey.demo.bindings;

import io.github.latchkey.framer.ClosePluginOptions;
import io.github.latchkey.framer.Framer;
import io.github.latchkey.framer.MenuItem;
import io.github.latchkey.framer.NotifyOptions;
import io.github.latchkey.framer.ProjectInfo;
import io.github.latchkey.framer.UIOptions;
import io.github.latchkey.framer.User;
import io.github.latchkey.framer.cms.EnumCaseDataInput;
import io.github.latchkey.framer.cms.FieldDataInput;
import io.github.latchkey.framer.cms.ManagedCollection;
import io.github.latchkey.framer.cms.ManagedCollectionField;
import io.github.latchkey.framer.cms.ManagedCollectionFieldInput;
import io.github.latchkey.framer.cms.ManagedCollectionItemInput;
import io.github.latchkey.framer.cms.NavigableOptions;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.core.JSArrayReader;
import org.teavm.jso.core.JSPromise;

/** A plugin that calls every binding once, and says on its page and the console what came of it. */
public final class EveryBinding {
  private EveryBinding() {}

  /** Starts it. */
  @JSExport
  public static void start(Framer.Importer importer) {
    Framer.load(importer)
        .then(
            framer -> {
              JSPromise.runAsync(() -> run(framer));
              return null;
            });
  }

  private static void run(Framer framer) {
    window(framer);
    people(framer);
    collections(framer);
    framer.notify("First");
    framer.notify("Second").close().await();
    framer.notify(
        "Third",
        NotifyOptions.create()
            .variant(NotifyOptions.WARNING)
            .durationMs(60_000)
            .button("Press", () -> say("pressed"))
            .onDisappear(() -> say("disappeared")));
    say("all called");
  }

  private static void window(Framer framer) {
    framer.showUI().await();
    framer
        .showUI(
            UIOptions.create()
                .width(300)
                .height(200)
                .position(UIOptions.CENTER)
                .resizable(true)
                .resizable("width")
                .minWidth(100)
                .minHeight(100)
                .maxWidth(500)
                .maxHeight(500))
        .await();
    framer.hideUI().await();
    framer.setBackgroundMessage("working").await();
    framer.setBackgroundMessage(null).await();
    framer.showUI().await();
    framer.setCloseWarning("Sure?").await();
    framer.setCloseWarning(null).await();
    framer
        .setMenu(
            MenuItem.of("Choose", () -> say("chosen")).secondaryLabel("me").checked(true),
            MenuItem.separator(),
            MenuItem.of("More", MenuItem.of("Deep", () -> say("deep"))).visible(true),
            MenuItem.of("Off", () -> {}).enabled(false),
            MenuItem.of("End", () -> end(framer)))
        .await();
    framer.navigateTo("node").await();
    framer
        .navigateTo(
            "node", NavigableOptions.create().select(true).zoomIntoView(2, true).scrollTo("title"))
        .await();
  }

  private static void people(Framer framer) {
    User user = framer.getCurrentUser().await();
    ProjectInfo project = framer.getProjectInfo().await();
    say("mode " + framer.getMode() + ", user " + user.getId() + " " + user.getName());
    say(user.getInitials() + " " + user.getAvatarUrl() + " " + user.getApiVersion1Id());
    say(project.getId() + " " + project.getName() + " " + project.getApiVersion1Id());
    say("allowed " + framer.isAllowedTo("setPluginData", "ManagedCollection.addItems"));
    framer.setPluginData("key", "value").await();
    say("data " + framer.getPluginData("key").await().stringValue());
    framer.setPluginData("key", null).await();
    say("data " + (framer.getPluginData("key").await() == null));
    Runnable[] end = new Runnable[1];
    end[0] =
        framer.subscribeToIsAllowedTo(
            isAllowed -> {
              say("changed " + isAllowed);
              end[0].run();
            },
            "ManagedCollection.addItems",
            "ManagedCollection.removeItems");
  }

  private static void collections(Framer framer) {
    ManagedCollection other = framer.createManagedCollection("Other").await();
    framer.createManagedCollection("Every type").await();
    ManagedCollection collection = framer.getActiveManagedCollection().await();
    int count = framer.getManagedCollections().await().getLength();
    say(count + " " + collection.getName() + " " + collection.getManagedBy());
    ManagedCollectionFieldInput[] fields = {
      ManagedCollectionFieldInput.string("string", "A").required(true),
      ManagedCollectionFieldInput.formattedText("formattedText", "B"),
      ManagedCollectionFieldInput.number("number", "C").userEditable(true),
      ManagedCollectionFieldInput.bool("boolean", "D"),
      ManagedCollectionFieldInput.color("color", "E"),
      ManagedCollectionFieldInput.date("date", "F").displayTime(true),
      ManagedCollectionFieldInput.link("link", "G"),
      ManagedCollectionFieldInput.image("image", "H"),
      ManagedCollectionFieldInput.file("file", "I", ".pdf"),
      ManagedCollectionFieldInput.enumeration("enum", "J", EnumCaseDataInput.of("one", "One")),
      ManagedCollectionFieldInput.collectionReference("collectionReference", "K", other.getId()),
      ManagedCollectionFieldInput.multiCollectionReference(
          "multiCollectionReference", "L", other.getId()),
      ManagedCollectionFieldInput.array(
          "array", "M", ManagedCollectionFieldInput.image("picture", "N")),
    };
    collection.setFields(fields).await();
    JSArrayReader<ManagedCollectionField> there = collection.getFields().await();
    for (int i = 0; i < there.getLength(); i++) {
      ManagedCollectionField field = there.get(i);
      say(field.getType() + " " + field.getId().equals(field.getType()) + " " + field.getName());
    }
    say("required " + there.get(0).isRequired() + ", editable " + there.get(2).isUserEditable());
    say(
        there.get(9).getCases()[0].getName()
            + " "
            + other.getId().equals(there.get(10).getCollectionId()));
    collection.addItems(item("first"), item("second").draft(true), item("third")).await();
    collection.setItemOrder("third", "first", "second").await();
    collection.removeItems("first").await();
    say("items " + collection.getItemIds().await().get(1).stringValue());
    collection.setPluginData("key", "value").await();
    say(
        collection.getPluginData("key").await().stringValue()
            + " "
            + collection.getPluginDataKeys().await().get(0).stringValue());
    collection.setAsActive().await();
    collection.navigateTo().await();
    collection.navigateTo(NavigableOptions.create().zoomIntoView(false)).await();
  }

  private static ManagedCollectionItemInput item(String id) {
    FieldDataInput data =
        FieldDataInput.create()
            .string("string", "text")
            .formattedText("formattedText", "<p>text</p>")
            .formattedText("formattedText", "*text*", "markdown")
            .number("number", 1.5)
            .bool("boolean", true)
            .color("color", "#fff")
            .date("date", "2026-01-01T00:00:00.000Z")
            .link("link", null)
            .image("image", "https://example.com/a.png")
            .image("image", "https://example.com/a.png", "A picture")
            .file("file", null)
            .enumeration("enum", "one")
            .collectionReference("collectionReference", null)
            .multiCollectionReference("multiCollectionReference", "a", "b")
            .array("array", FieldDataInput.create().image("picture", null));
    return ManagedCollectionItemInput.of(id, "slug-" + id, data);
  }

  private static void end(Framer framer) {
    framer.closePlugin("Bye", ClosePluginOptions.create().variant("success").silent(false));
    say("after the end");
  }

  @JSBody(params = "text", script = "console.log('said: ' + text);")
  private static native void say(String text);
}
