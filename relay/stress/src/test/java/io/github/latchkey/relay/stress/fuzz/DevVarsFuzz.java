package io.github.latchkey.relay.stress.fuzz;

import io.github.latchkey.relay.server.settings.DevVars;
import io.github.latchkey.relay.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A {@code .dev.vars} file: it is understood whole, or the error names a line and no value. */
public final class DevVarsFuzz {
  private static final Path FILE = file();

  private DevVarsFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    Files.write(FILE, data);
    Map<String, String> variables;
    try {
      variables = DevVars.read(FILE);
    } catch (SettingsException e) {
      Target.hold(
          e.getMessage().matches("[ -~]*") && e.getMessage().startsWith(DevVars.NAME),
          "an error is a line that names the file");
      return;
    }
    for (String name : variables.keySet()) {
      Target.hold(name.matches("[A-Za-z_][A-Za-z0-9_]*"), "a name is a name");
    }
  }

  private static Path file() {
    try {
      Path file = Files.createTempFile("latchkey-fuzz", DevVars.NAME);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
