package io.github.latchkey.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Compiles the classes of its own class path to one minified ES module with a source map, like
 * TeaVM's Maven plugin, but with the same result each time.
 *
 * <p>TeaVM keeps the nodes of its call graph in hash sets by their identity hash codes, so the
 * order of classes in a large module, and with it their short names, differ from JVM to JVM. This
 * program requires {@code -XX:hashCode=2}, which gives every object the same identity hash code:
 * the sets then keep the order of insertion. Maven itself cannot run with that option, because
 * javac then rejects correct sources.
 */
public final class TeaVmCompiler {
  private TeaVmCompiler() {}

  /**
   * Compiles the program, or exits with code 1 and TeaVM's errors.
   *
   * @param arguments the main class, and the file to write
   */
  public static void main(String[] arguments) throws IOException, TeaVMToolException {
    if (arguments.length != 2) {
      System.err.println("TeaVmCompiler takes the main class and the file to write.");
      System.exit(1);
    }
    if (new Object().hashCode() != new Object().hashCode()) {
      System.err.println(
          "Identity hash codes differ in this JVM, so the module would not be reproducible. Start"
              + " it with -XX:+UnlockExperimentalVMOptions -XX:hashCode=2.");
      System.exit(1);
    }
    Path file = Path.of(arguments[1]).toAbsolutePath();
    Files.createDirectories(file.getParent());
    ConsoleTeaVMToolLog log = new ConsoleTeaVMToolLog(false);
    TeaVMTool tool = new TeaVMTool();
    tool.setMainClass(arguments[0]);
    tool.setTargetDirectory(file.getParent().toFile());
    tool.setTargetFileName(file.getFileName().toString());
    tool.setJsModuleType(JSModuleType.ES2015);
    tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED);
    tool.setObfuscated(true);
    tool.setSourceMapsFileGenerated(true);
    tool.generate();
    TeaVMProblemRenderer.describeProblems(
        tool.getDependencyInfo().getCallGraph(), tool.getProblemProvider(), log);
    if (!tool.getProblemProvider().getSevereProblems().isEmpty()) {
      System.exit(1);
    }
  }
}
