import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
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
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.teavm.backend.javascript.JSModuleType;
import org.teavm.backend.javascript.JavaScriptTarget;
import org.teavm.callgraph.CallGraph;
import org.teavm.callgraph.CallGraphNode;
import org.teavm.callgraph.CallSite;
import org.teavm.debugging.information.DebugInformationBuilder;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.model.CallLocation;
import org.teavm.model.ClassHolderSource;
import org.teavm.model.ClassReaderSource;
import org.teavm.model.MethodReference;
import org.teavm.model.PreOptimizingClassHolderSource;
import org.teavm.model.ReferenceCache;
import org.teavm.model.TextLocation;
import org.teavm.parsing.ClasspathClassHolderSource;
import org.teavm.parsing.ClasspathResourceProvider;
import org.teavm.vm.TeaVM;
import org.teavm.vm.TeaVMBuilder;
import org.teavm.vm.TeaVMOptimizationLevel;

/** javac and TeaVM in a process that stays up: compiles at each line that it reads, and answers in JSON. */
final class Compiler {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path CLASSES = Path.of("target/dev-classes");
  private static final Path JAVASCRIPT = Path.of("target/javascript");

  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  private static final StandardJavaFileManager FILES = JAVAC.getStandardFileManager(null, null, null);

  // The classes of all libraries, read once: they stay the same, and are most of what TeaVM would read each time.
  private static final ClassLoader LIBRARIES = ClassLoader.getSystemClassLoader();
  private static final ReferenceCache NAMES = new ReferenceCache();
  private static final ClassHolderSource LIBRARY_CLASSES = classesOf(LIBRARIES);

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
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of("-g", "-d", CLASSES.toString(), "-classpath", System.getProperty("java.class.path"));
    JAVAC.getTask(null, FILES, found, options, null, FILES.getJavaFileObjectsFromPaths(sources)).call();
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
    URL[] urls = {CLASSES.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, LIBRARIES)) {
      DebugInformationBuilder lines = new DebugInformationBuilder(NAMES);
      JavaScriptTarget target = new JavaScriptTarget();
      target.setModuleType(JSModuleType.ES2015);
      target.setObfuscated(false);
      target.setDebugEmitter(lines);
      TeaVM teavm =
          new TeaVMBuilder(target)
              .setReferenceCache(NAMES)
              .setClassLoader(loader)
              .setClassSource(classesOf(loader, ownClasses()))
              .setResourceProvider(new ClasspathResourceProvider(loader))
              .build();
      teavm.setOptimizationLevel(TeaVMOptimizationLevel.SIMPLE);
      teavm.installPlugins();
      teavm.setEntryPoint("plugin.Plugin");
      Files.createDirectories(JAVASCRIPT);
      teavm.build(JAVASCRIPT.toFile(), "plugin.js");
      List<Refusal> refusals = new ArrayList<>();
      for (Problem problem : teavm.getProblemProvider().getSevereProblems()) {
        DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
        problem.render(text);
        refusals.add(refusal(text.getText(), problem, teavm.getDependencyInfo().getCallGraph()));
      }
      if (refusals.isEmpty()) {
        try (Writer map = Files.newBufferedWriter(JAVASCRIPT.resolve("plugin.js.map"))) {
          lines.getDebugInformation().writeAsSourceMaps(map, "", "plugin.js");
        }
      }
      return refusals;
    }
  }

  private static ClassHolderSource classesOf(ClassLoader loader) {
    ClasspathResourceProvider files = new ClasspathResourceProvider(loader);
    return new PreOptimizingClassHolderSource(new ClasspathClassHolderSource(files, NAMES, loader));
  }

  private static ClassReaderSource classesOf(ClassLoader loader, Set<String> own) {
    ClassHolderSource fresh = classesOf(loader);
    return name -> (own.contains(name) ? fresh : LIBRARY_CLASSES).get(name);
  }

  private static Set<String> ownClasses() throws IOException {
    try (var files = Files.walk(CLASSES)) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(file -> file.endsWith(".class"))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace(File.separatorChar, '.'))
          .collect(Collectors.toSet());
    }
  }

  /** At the line of ours that leads to the problem, which itself may lie deep in the classes of a library. */
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
