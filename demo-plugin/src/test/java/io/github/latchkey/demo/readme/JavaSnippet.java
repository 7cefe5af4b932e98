package io.github.latchkey.demo.readme;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;

/** Statements in Java made into a script for the browser, by the same compilers as a plugin. */
final class JavaSnippet {
  private static final String PROGRAM =
      """
      import io.github.latchkey.client.OAuthClient;
      import io.github.latchkey.client.OAuthClientOptions;
      import io.github.latchkey.client.Snapshot;
      import io.github.latchkey.client.js.Response;
      import java.util.function.Consumer;
      import org.teavm.jso.dom.html.HTMLDocument;
      import org.teavm.jso.dom.html.HTMLElement;

      public final class Snippet {
        public static void main(String[] arguments) {
          HTMLElement loginButton = HTMLDocument.current().getElementById("loginButton");
          HTMLElement nameLabel = HTMLDocument.current().getElementById("nameLabel");
          %SNIPPET%
        }
      }
      """;

  private JavaSnippet() {}

  /**
   * Compiles.
   *
   * @param statements with the elements {@code loginButton} and {@code nameLabel} at hand
   * @param directory where the files go
   * @return the script, an ES module that exports {@code main}
   */
  static Path compile(String statements, Path directory) throws Exception {
    Path source = directory.resolve("Snippet.java");
    Files.writeString(source, PROGRAM.replace("%SNIPPET%", statements));
    int problems =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", directory.toString(), source.toString());
    if (problems != 0) {
      throw new IllegalStateException("javac refuses the snippet");
    }
    URL[] classes = {directory.toUri().toURL()};
    // TeaVM reads what the snippet reaches through the tests' own loader, which has TeaVM as well.
    try (URLClassLoader loader = new URLClassLoader(classes, JavaSnippet.class.getClassLoader())) {
      return toJavaScript(loader, directory);
    }
  }

  private static Path toJavaScript(ClassLoader loader, Path directory) throws Exception {
    TeaVMTool tool = new TeaVMTool();
    tool.setClassLoader(loader);
    tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
    tool.setJsModuleType(JSModuleType.ES2015);
    tool.setMainClass("Snippet");
    tool.setTargetDirectory(directory.toFile());
    tool.setTargetFileName("snippet.js");
    tool.generate();
    List<Problem> problems = tool.getProblemProvider().getSevereProblems();
    if (!problems.isEmpty()) {
      DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
      problems.get(0).render(text);
      throw new IllegalStateException("TeaVM refuses the snippet: " + text.getText());
    }
    return directory.resolve("snippet.js");
  }
}
