package io.github.latchkey.testing;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Mermaid flowchart of CONTRIBUTING.md whose arrows are the imports that a module's packages may
 * have. The diagram is the rule: a class that imports against it fails a test, and so does an arrow
 * that no class needs.
 */
public final class PackageDiagram {
  private static final String FILE = "CONTRIBUTING.md";
  private static final Pattern ARROW = Pattern.compile("^\\s*(\\S+) --> (.+)$");

  private final Map<String, Set<String>> arrows;

  private PackageDiagram(Map<String, Set<String>> arrows) {
    this.arrows = arrows;
  }

  /**
   * Reads a diagram.
   *
   * @param name what follows {@code %%} in the diagram's first line, such as {@code relay/core}
   * @throws IllegalArgumentException if the document has no such diagram
   */
  public static PackageDiagram read(String name) throws IOException {
    Pattern block =
        Pattern.compile(
            "```mermaid\\nflowchart \\w+\\n%% " + Pattern.quote(name) + "\\n(.*?)```",
            Pattern.DOTALL);
    Matcher found = block.matcher(Files.readString(repository().resolve(FILE)));
    if (!found.find()) {
      throw new IllegalArgumentException(FILE + " has no diagram \"" + name + "\".");
    }
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (String line : found.group(1).split("\n")) {
      Matcher arrow = ARROW.matcher(line);
      if (arrow.matches()) {
        for (String to : arrow.group(2).split(" & ")) {
          arrows.computeIfAbsent(arrow.group(1), from -> new TreeSet<>()).add(to);
        }
      }
    }
    return new PackageDiagram(arrows);
  }

  /** The arrows, by where they begin. */
  public Map<String, Set<String>> arrows() {
    return arrows;
  }

  /**
   * Compares the diagram with compiled classes.
   *
   * @param classes the folder of a module's class files
   * @param root the package that has all the others; its last word is its name in the diagram
   * @return a sentence for each import without an arrow, arrow without an import, and cycle; empty
   *     if the diagram is true
   */
  public List<String> differences(Path classes, String root) {
    List<String> differences = new ArrayList<>();
    Map<String, Set<String>> unused = new TreeMap<>();
    arrows.forEach((from, to) -> unused.put(from, new TreeSet<>(to)));
    for (JavaClass origin : new ClassFileImporter().importPath(classes)) {
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass();
        String from = name(root, origin.getPackageName());
        String to = name(root, target.getPackageName());
        if (from == null || to == null || from.equals(to) || !exists(classes, target)) {
          continue;
        }
        if (!arrows.getOrDefault(from, Set.of()).contains(to)) {
          differences.add(from + " must not import " + to + ": " + dependency.getDescription());
        }
        unused.getOrDefault(from, Set.of()).remove(to);
      }
    }
    unused.forEach(
        (from, to) ->
            to.forEach(
                each ->
                    differences.add("No class of " + from + " imports " + each + " any more.")));
    differences.addAll(cycles());
    return differences;
  }

  /**
   * Finds top-level classes that depend on each other in a ring.
   *
   * @param classes the folder of a module's class files
   * @param prefix the beginning of the names of the classes that count
   * @return a sentence for each class in a ring
   */
  public static List<String> classCycles(Path classes, String prefix) {
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (JavaClass origin : new ClassFileImporter().importPath(classes)) {
      for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
        String from = topLevel(origin);
        String to = topLevel(dependency.getTargetClass());
        if (from.startsWith(prefix) && to.startsWith(prefix) && !from.equals(to)) {
          arrows.computeIfAbsent(from, each -> new TreeSet<>()).add(to);
        }
      }
    }
    return new PackageDiagram(arrows).cycles();
  }

  private static String topLevel(JavaClass type) {
    String name = type.getBaseComponentType().getName();
    int inner = name.indexOf('$');
    return inner < 0 ? name : name.substring(0, inner);
  }

  /** A sentence for each node that the arrows lead back to. */
  public List<String> cycles() {
    List<String> cycles = new ArrayList<>();
    for (String start : arrows.keySet()) {
      Set<String> reached = new TreeSet<>();
      List<String> open = new ArrayList<>(arrows.get(start));
      while (!open.isEmpty()) {
        String next = open.remove(open.size() - 1);
        if (reached.add(next)) {
          open.addAll(arrows.getOrDefault(next, Set.of()));
        }
      }
      if (reached.contains(start)) {
        cycles.add(start + " imports itself by way of others.");
      }
    }
    return cycles;
  }

  /** The name in the diagram: the root's last word, or the path below it. Null for others. */
  private static String name(String root, String packageName) {
    if (packageName.equals(root)) {
      return root.substring(root.lastIndexOf('.') + 1);
    }
    return packageName.startsWith(root + ".") ? packageName.substring(root.length() + 1) : null;
  }

  /** Whether the class is the module's own: modules share the beginning of their packages. */
  private static boolean exists(Path classes, JavaClass type) {
    String path = type.getBaseComponentType().getName().replace('.', '/') + ".class";
    return Files.exists(classes.resolve(path));
  }

  /** The top of the checkout, from the folder of any module. */
  public static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve(FILE))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
