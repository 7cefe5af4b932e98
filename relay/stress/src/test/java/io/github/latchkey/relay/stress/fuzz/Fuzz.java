package io.github.latchkey.relay.stress.fuzz;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code Fuzz MINUTES [TARGET...]}: lets Jazzer loose on each target for that long, one after the
 * other. What it finds interesting is added to {@code target/fuzz/NAME}; an input that breaks a
 * promise is written there as {@code crash-...}, and the exit code is 1.
 */
public final class Fuzz {
  private Fuzz() {}

  public static void main(String[] arguments) throws Exception {
    long seconds = Math.round(Double.parseDouble(arguments[0]) * 60);
    List<String> wanted = List.of(arguments).subList(1, arguments.length);
    boolean isBroken = false;
    for (Target target : Target.values()) {
      if (!wanted.isEmpty() && !wanted.contains(target.folder())) {
        continue;
      }
      Path found = Files.createDirectories(Path.of("target/fuzz", target.folder()));
      System.out.println("== " + target.folder());
      Process jazzer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  "com.code_intelligence.jazzer.Jazzer",
                  "--target_class=" + target.type.getName(),
                  "--instrumentation_includes=io.github.latchkey.relay.**",
                  "-max_total_time=" + seconds,
                  "-max_len=4096",
                  "-print_final_stats=1",
                  "-artifact_prefix=" + found + "/",
                  found.toString(),
                  Path.of("src/test/fuzz", target.folder()).toString())
              .inheritIO()
              .start();
      isBroken |= jazzer.waitFor() != 0;
    }
    System.exit(isBroken ? 1 : 0);
  }
}
