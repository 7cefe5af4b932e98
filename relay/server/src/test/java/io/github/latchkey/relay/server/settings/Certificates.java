package io.github.latchkey.relay.server.settings;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes certificates with the tools that people make them with. */
public final class Certificates {
  private Certificates() {}

  /** Whether a tool is on the path. */
  public static boolean has(String tool) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
  }

  /**
   * Runs {@code mkcert localhost} in a directory, with a root of its own that nothing trusts.
   *
   * @return the root's certificate
   */
  public static Path mkcert(Path directory) throws Exception {
    Path root = Files.createDirectories(directory.resolve("root"));
    run(directory, root, "mkcert", "localhost");
    return root.resolve("rootCA.pem");
  }

  /**
   * Makes {@code NAME.pem} and {@code NAME-key.pem}, signed by themselves, for localhost.
   *
   * @param newKey openssl's words for the kind of key, such as {@code rsa:2048}
   */
  public static Path openssl(Path directory, String name, String... newKey) throws Exception {
    String[] start = {"openssl", "req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=localhost"};
    String[] end = {
      "-addext",
      "subjectAltName=DNS:localhost,IP:127.0.0.1",
      "-out",
      name + ".pem",
      "-keyout",
      name + "-key.pem",
      "-newkey"
    };
    String[] command = Arrays.copyOf(start, start.length + end.length + newKey.length);
    System.arraycopy(end, 0, command, start.length, end.length);
    System.arraycopy(newKey, 0, command, start.length + end.length, newKey.length);
    run(directory, directory, command);
    return directory.resolve(name + ".pem");
  }

  /** Makes {@code NAME.pem} and {@code NAME-key.pem} by keytool; the certificate is over. */
  public static void expired(Path directory, String name) throws Exception {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    String[] make = {
      keytool.toString(),
      "-genkeypair",
      "-keystore",
      "store.p12",
      "-storetype",
      "PKCS12",
      "-storepass",
      "changeit",
      "-alias",
      "relay",
      "-keyalg",
      "EC",
      "-groupname",
      "secp256r1",
      "-dname",
      "CN=localhost",
      "-startdate",
      "-3d",
      "-validity",
      "1"
    };
    run(directory, directory, make);
    String[] read = {"openssl", "pkcs12", "-in", "store.p12", "-passin", "pass:changeit", "-nodes"};
    for (String[] part : new String[][] {{"-nokeys", ".pem"}, {"-nocerts", "-key.pem"}}) {
      String[] command = Arrays.copyOf(read, read.length + 3);
      command[read.length] = part[0];
      command[read.length + 1] = "-out";
      command[read.length + 2] = name + part[1];
      run(directory, directory, command);
    }
  }

  /** A context that trusts this certificate, in PEM, and no other. */
  public static SSLContext trusting(Path root) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(root)) {
      trusted.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Runs a tool, which must succeed. */
  public static void run(Path directory, Path root, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("tool.log").toFile());
    builder.environment().put("CAROOT", root.toString());
    builder.environment().remove("JAVA_HOME");
    Process process = builder.start();
    if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(
          String.join(" ", command) + ": " + Files.readString(directory.resolve("tool.log")));
    }
  }
}
