package io.github.latchkey.relay.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What parsing has to say about the settings of a relay: those in effect as they may be printed,
 * warnings, and one problem for each setting that is missing or invalid.
 */
final class Report {
  private final Map<String, String> printable = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, String> problems = new LinkedHashMap<>();

  /**
   * Notes a setting that is in effect.
   *
   * @param name its whole name
   * @param shown what may be printed, which is never made from a secret
   */
  void show(String name, String shown) {
    printable.put(name, shown);
  }

  /** A sentence for the operator; the same one is noted once. */
  void warn(String sentence) {
    if (!warnings.contains(sentence)) {
      warnings.add(sentence);
    }
  }

  /** Notes what is wrong with a setting; what follows from the first problem is not noted. */
  void problem(String name, String problem) {
    problems.putIfAbsent(name, problem);
  }

  boolean hasProblem(String name) {
    return problems.containsKey(name);
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  /**
   * Throws if there is any problem.
   *
   * @throws SettingsException with all of them
   */
  void check() throws SettingsException {
    if (hasProblems()) {
      List<String> messages = new ArrayList<>();
      for (Map.Entry<String, String> problem : problems.entrySet()) {
        messages.add(problem.getKey() + " " + problem.getValue());
      }
      throw new SettingsException(problems.keySet().iterator().next(), messages);
    }
  }

  Map<String, String> printable() {
    return printable;
  }

  List<String> warnings() {
    return warnings;
  }
}
