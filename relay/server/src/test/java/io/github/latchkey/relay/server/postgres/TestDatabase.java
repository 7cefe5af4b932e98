package io.github.latchkey.relay.server.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.latchkey.testing.FreePort;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of the tests' own: on a free port of loopback, in a temporary directory,
 * without the waits for the disk, and gone with this process.
 */
public final class TestDatabase {
  public static final String USER = "relay";
  public static final String PASSWORD = "canary-database-password";

  /** Runs a program, and ends it in PostgreSQL's "fast" way when its own input ends. */
  private static final List<String> WHILE_INPUT_LASTS =
      List.of("sh", "-c", "\"$@\" & cat; kill -INT $!; wait $!", "sh");

  private static TestDatabase shared;

  private final Path programs;
  private final Path directory;
  private final Path data;
  private final int port = FreePort.find();
  private final boolean isRoot = System.getProperty("user.name").equals("root");
  private final AtomicInteger databases = new AtomicInteger();
  private Process server;

  private TestDatabase(Path programs) throws Exception {
    this.programs = programs;
    directory = Files.createTempDirectory("latchkey-postgres");
    data = directory.resolve("data");
    Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    Path password = Files.writeString(directory.resolve("password"), PASSWORD);
    if (isRoot) {
      // PostgreSQL refuses to run as root.
      for (Path path : List.of(directory, password)) {
        Files.setOwner(
            path,
            path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
      }
    }
    Process made =
        asUser(
                List.of(),
                "initdb",
                "--pgdata=" + data,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync")
            .start();
    if (!made.waitFor(120, TimeUnit.SECONDS) || made.exitValue() != 0) {
      throw new IOException("initdb: " + log());
    }
    start();
  }

  /** The server that the tests of this process share; without PostgreSQL the test is skipped. */
  public static synchronized TestDatabase shared() throws Exception {
    if (shared == null) {
      Path programs = programs();
      assumeTrue(programs != null, "PostgreSQL is not here");
      shared = new TestDatabase(programs);
    }
    return shared;
  }

  private static Path programs() throws IOException {
    List<Path> folders = new ArrayList<>();
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions.map(version -> version.resolve("bin")).forEach(folders::add);
      }
    }
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      folders.add(Path.of(folder));
    }
    return folders.stream()
        .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
        .findFirst()
        .orElse(null);
  }

  private ProcessBuilder asUser(List<String> runner, String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.addAll(runner);
    command.add(programs.resolve(program).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()));
  }

  /** Starts the server, and waits until it takes connections. */
  public void start() throws Exception {
    server =
        asUser(
                WHILE_INPUT_LASTS,
                "postgres",
                "-D",
                data.toString(),
                "-p",
                String.valueOf(port),
                "-k",
                directory.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "fsync=off",
                "-c",
                "shared_buffers=32MB",
                "-c",
                "log_statement=all")
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        connect("postgres").close();
        return;
      } catch (SQLException e) {
        if (!server.isAlive() || System.nanoTime() > end) {
          throw new IOException("no start: " + log(), e);
        }
        Thread.sleep(20);
      }
    }
  }

  /** Stops the server: every connection ends. */
  public void stop() throws Exception {
    // The system closes it as well, however this process ends.
    server.getOutputStream().close();
    if (!server.waitFor(30, TimeUnit.SECONDS)) {
      throw new IOException("it does not stop: " + log());
    }
  }

  /** Makes a database; its JDBC URL, with the user and the password. */
  public String create() throws Exception {
    String name = "test" + databases.incrementAndGet();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return url(name) + "?user=" + USER + "&password=" + PASSWORD;
  }

  /** The JDBC URL of a database, without user and password. */
  public String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(url(name), USER, PASSWORD);
  }

  /** Runs a statement. */
  public static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Asks for one number. */
  public static long number(String url, String sql) throws SQLException {
    return Long.parseLong(text(url, sql));
  }

  /** Asks for one text. */
  public static String text(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  /** Makes every row of the relay older. */
  public static void age(String url, long millis) throws SQLException {
    String by = " - " + millis + " * interval '1 millisecond'";
    execute(url, "update latchkey_rows set since = since" + by + ", ends = ends" + by);
  }

  /** Makes every row of the relay as old as that since its last move, whenever that was. */
  public static void setAge(String url, long millis) throws SQLException {
    String age = millis + " * interval '1 millisecond'";
    execute(url, "update latchkey_rows set since = now() - " + age);
  }

  /** Every file that the server keeps, its journal's too, but for the tables of other databases. */
  public List<Path> files(String url) throws IOException, SQLException {
    Path tables = data.resolve("base");
    Path here =
        tables.resolve(
            text(url, "select oid::text from pg_database where datname = current_database()"));
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(tables) || file.startsWith(here))
          .toList();
    }
  }

  /** What the server has logged: every statement, and what its user was told. */
  public String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  private void remove() {
    try {
      if (server != null) {
        stop();
      }
    } catch (Exception e) {
      // There is nobody left to tell.
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      // A temporary directory.
    }
  }
}
