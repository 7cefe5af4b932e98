import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.callgraph.CallGraph;
import org.teavm.callgraph.CallGraphNode;
import org.teavm.callgraph.CallSite;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.model.CallLocation;
import org.teavm.model.MethodReference;
import org.teavm.model.TextLocation;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.vm.TeaVMOptimizationLevel;

/** javac and TeaVM in a process that stays up: compiles at each line that it reads, and answers in JSON. */
final class Compiler {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path CLASSES = Path.of("target/dev-classes");
  private static final File JAVASCRIPT = new File("target/javascript");

  private record Refusal(String file, long line, long column, String message) {
    String json() {
      return "{\"file\":%s,\"line\":%d,\"column\":%d,\"message\":%s}"
          .formatted(quoted(file), line, column, quoted(message));
    }
  }

  public static void main(String[] arguments) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    while (in.readLine() != null) {
      long begunNanos = System.nanoTime();
      List<String> errors = new ArrayList<>();
      for (Refusal refusal : compile()) {
        errors.add(refusal.json());
      }
      long millis = (System.nanoTime() - begunNanos) / 1_000_000;
      System.out.println("{\"millis\":" + millis + ",\"errors\":[" + String.join(",", errors) + "]}");
    }
  }

  private static List<Refusal> compile() throws Exception {
    List<Refusal> refusals = toClasses();
    return refusals.isEmpty() ? toJavaScript() : refusals;
  }

  private static List<Refusal> toClasses() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (var files = Files.walk(SOURCES)) {
      files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
    }
    if (Files.exists(CLASSES)) {
      try (var old = Files.walk(CLASSES)) {
        old.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
    Files.createDirectories(CLASSES);
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javac.getStandardFileManager(found, null, null)) {
      List<String> options =
          List.of("-g", "-d", CLASSES.toString(), "-classpath", System.getProperty("java.class.path"));
      javac.getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(sources)).call();
    }
    List<Refusal> refusals = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
      if (one.getKind() == Diagnostic.Kind.ERROR) {
        String file = one.getSource() == null ? "" : Path.of(one.getSource().toUri()).toString();
        String message = one.getMessage(Locale.ENGLISH);
        refusals.add(new Refusal(file, one.getLineNumber(), one.getColumnNumber(), message));
      }
    }
    return refusals;
  }

  private static List<Refusal> toJavaScript() throws Exception {
    URL[] classes = {CLASSES.toUri().toURL()};
    // A loader for each time, because a class is loaded once; the one above it keeps TeaVM.
    try (URLClassLoader loader = new URLClassLoader(classes, ClassLoader.getSystemClassLoader())) {
      TeaVMTool tool = new TeaVMTool();
      tool.setClassLoader(loader);
      tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
      tool.setJsModuleType(JSModuleType.ES2015);
      tool.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
      tool.setObfuscated(false);
      tool.setMainClass("plugin.Plugin");
      tool.setTargetDirectory(JAVASCRIPT);
      tool.setTargetFileName("plugin.js");
      tool.setSourceMapsFileGenerated(true);
      tool.generate();
      List<Refusal> refusals = new ArrayList<>();
      for (Problem problem : tool.getProblemProvider().getSevereProblems()) {
        DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
        problem.render(text);
        refusals.add(refusal(text.getText(), problem, tool.getDependencyInfo().getCallGraph()));
      }
      return refusals;
    }
  }

  /** At the line of ours that leads to the problem, which itself may lie deep in somebody else's classes. */
  private static Refusal refusal(String message, Problem problem, CallGraph graph) {
    List<CallLocation> locations = new ArrayList<>();
    if (problem.getLocation() != null) {
      locations.add(problem.getLocation());
    }
    Set<MethodReference> seen = new HashSet<>();
    for (int i = 0; i < locations.size(); i++) {
      MethodReference method = locations.get(i).getMethod();
      TextLocation text = locations.get(i).getSourceLocation();
      Path file = SOURCES.resolve(text == null ? "" : String.valueOf(text.getFileName()));
      if (Files.isRegularFile(file)) {
        return new Refusal(file.toAbsolutePath().toString(), text.getLine(), 1, message);
      }
      CallGraphNode node = seen.add(method) ? graph.getNode(method) : null;
      for (CallSite site : node == null ? List.<CallSite>of() : node.getCallerCallSites()) {
        for (CallGraphNode caller : site.getCallers()) {
          for (TextLocation called : site.getLocations(caller)) {
            locations.add(new CallLocation(caller.getMethod(), called));
          }
        }
      }
    }
    return new Refusal("", 0, 0, message);
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      json.append(c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted((int) c) : c);
    }
    return json.append('"').toString();
  }
}
