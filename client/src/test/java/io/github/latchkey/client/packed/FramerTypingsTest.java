package io.github.latchkey.client.packed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.latchkey.framer.ClosePluginOptions;
import io.github.latchkey.framer.Framer;
import io.github.latchkey.framer.MenuItem;
import io.github.latchkey.framer.Notification;
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
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/** The bindings of Framer's SDK have the names, arguments and promises that its types declare. */
class FramerTypingsTest {
  /** The classes, by what the SDK's types call them. */
  private static final Map<String, Class<?>> BOUND =
      Map.ofEntries(
          Map.entry("FramerPluginAPI", Framer.class),
          Map.entry("UIOptions", UIOptions.class),
          Map.entry("NotifyOptions", NotifyOptions.class),
          Map.entry("Notification", Notification.class),
          Map.entry("ClosePluginOptions", ClosePluginOptions.class),
          Map.entry("User", User.class),
          Map.entry("ProjectInfo", ProjectInfo.class),
          Map.entry("NormalMenuItem", MenuItem.class),
          Map.entry("NavigableOptions", NavigableOptions.class),
          Map.entry("ManagedCollection", ManagedCollection.class),
          Map.entry("ManagedCollectionField", ManagedCollectionField.class),
          Map.entry("ManagedCollectionFieldInput", ManagedCollectionFieldInput.class),
          Map.entry("ManagedCollectionItemInput", ManagedCollectionItemInput.class),
          Map.entry("EnumCaseDataInput", EnumCaseDataInput.class));

  /** The functions of Java whose names the SDK's have to differ from, because Java has the word. */
  private static final Map<String, String> RENAMED =
      Map.of("bool", "boolean", "enumeration", "enum");

  @ParameterizedTest
  @ValueSource(strings = {"@framer/plugin", "framer-plugin"})
  void eachBoundMemberIsThereTakesAsManyArgumentsAndIsAPromiseOrNot(String sdk) {
    JsonObject typings = typings(sdk);
    List<String> wrong = new ArrayList<>();
    int members = 0;
    for (Map.Entry<String, Class<?>> bound : BOUND.entrySet()) {
      JsonObject declared = typings.getAsJsonObject(bound.getKey());
      for (Method method : instanceMethods(bound.getValue())) {
        members++;
        String name = memberName(method);
        JsonElement member = declared == null ? null : declared.get(name);
        String difference = member == null ? "is gone" : difference(method, member);
        if (difference != null) {
          wrong.add(bound.getKey() + "." + name + " " + difference);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(members > 80, members + " members");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@framer/plugin", "framer-plugin"})
  void everyTypeOfFieldCanBeMadeAndFilled(String sdk) {
    JsonObject typings = typings(sdk);
    assertEquals(
        literals(typings, "ManagedCollectionFieldInput", "type"),
        typeNames(ManagedCollectionFieldInput.class, true));
    assertEquals(
        literals(typings, "FieldDataEntryInput", "type"), typeNames(FieldDataInput.class, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"@framer/plugin", "framer-plugin"})
  void theConstantsAreTheTextsThatTheTypesAllow(String sdk) throws Exception {
    JsonObject typings = typings(sdk);
    // No plugin of a window runs in the mode of Framer's server.
    Set<String> modes = literals(typings, "FramerPluginAPI", "mode");
    modes.remove("api");
    assertEquals(modes, constants(Framer.class));
    assertEquals(literals(typings, "UIOptions", "position"), constants(UIOptions.class));
    assertEquals(literals(typings, "NotifyOptions", "variant"), constants(NotifyOptions.class));
    assertEquals(
        literals(typings, "ManagedCollection", "managedBy"), constants(ManagedCollection.class));
  }

  private static JsonObject typings(String sdk) {
    List<String> arguments = new ArrayList<>(List.of("typings.mjs", sdk, "FieldDataEntryInput"));
    arguments.addAll(BOUND.keySet());
    String json = PackedPackage.installed().node(arguments.toArray(String[]::new));
    return JsonParser.parseString(json).getAsJsonObject();
  }

  private static List<Method> instanceMethods(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .toList();
  }

  /** What JavaScript calls it: a getter's property is named without "get" or "is". */
  private static String memberName(Method method) {
    JSProperty property = method.getAnnotation(JSProperty.class);
    if (property != null && !property.value().isEmpty()) {
      return property.value();
    }
    String name = method.getName();
    boolean isGetter = property != null || isReadByScript(method);
    String bare = isGetter ? name.replaceFirst("^(get|is)(?=[A-Z])", "") : name;
    return bare.substring(0, 1).toLowerCase() + bare.substring(1);
  }

  /** A getter of what may be missing is a script that makes null of it. */
  private static boolean isReadByScript(Method method) {
    return method.getParameterCount() == 0
        && (method.getDeclaringClass() == User.class
            || method.getDeclaringClass() == ManagedCollectionField.class);
  }

  private static String difference(Method method, JsonElement declared) {
    JsonObject member = declared.getAsJsonObject();
    if (method.getReturnType() == method.getDeclaringClass()) {
      // Sets an option, whatever that is: options are made, never called.
      return null;
    }
    if (!member.has("least")) {
      return method.getReturnType() == JSPromise.class ? "is no function" : null;
    }
    int count = method.getParameterCount();
    boolean takesAny = !member.has("most") || member.get("most").isJsonNull();
    int most = takesAny ? Integer.MAX_VALUE : member.get("most").getAsInt();
    if (count < member.get("least").getAsInt() || count > most) {
      return "takes " + member.get("least") + " to " + member.get("most") + ", not " + count;
    }
    boolean isPromise = method.getReturnType() == JSPromise.class;
    return isPromise == member.get("promise").getAsBoolean()
        ? null
        : isPromise ? "is no promise" : "is a promise";
  }

  private static Set<String> literals(JsonObject typings, String type, String member) {
    JsonObject declared = typings.getAsJsonObject(type).getAsJsonObject(member);
    return StreamSupport.stream(declared.getAsJsonArray("literals").spliterator(), false)
        .map(JsonElement::getAsString)
        .collect(TreeSet::new, Set::add, Set::addAll);
  }

  private static Set<String> typeNames(Class<?> type, boolean isStatic) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> Modifier.isStatic(method.getModifiers()) == isStatic)
        .filter(method -> method.getParameterCount() > 1)
        .map(method -> RENAMED.getOrDefault(method.getName(), method.getName()))
        .collect(TreeSet::new, Set::add, Set::addAll);
  }

  private static Set<String> constants(Class<?> type) throws IllegalAccessException {
    Set<String> texts = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (field.getType() == String.class && Modifier.isPublic(field.getModifiers())) {
        texts.add((String) field.get(null));
      }
    }
    return texts;
  }
}
