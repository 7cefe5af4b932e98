package io.github.latchkey.relay.server.settings;

import io.github.latchkey.relay.settings.SettingsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code .dev.vars} file, as wrangler reads it, but strict: what wrangler would skip or cut off
 * without a word is an error that names the line.
 *
 * <pre>
 * # a comment
 * CLIENT_ID=abc             # a comment after a blank
 * export SCOPE="a b"        # quoted by ", ' or `: blanks and # are kept
 * NOTE="two\nlines"         # \n, \r, \t, \" and \\ between " alone
 * PLUGIN_ID=                # empty
 * </pre>
 */
public final class DevVars {
  /** The file's name, in the working directory. */
  public static final String NAME = ".dev.vars";

  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
  private static final Pattern COMMENT = Pattern.compile("\\s*(#.*)?");

  private DevVars() {}

  /**
   * Reads a file.
   *
   * @return its variables in the file's order; none where there is no such file
   * @throws SettingsException where it cannot be read, or a line of it cannot be understood
   */
  public static Map<String, String> read(Path file) throws SettingsException {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return parse(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw new SettingsException(NAME, "is not UTF-8");
    } catch (IOException e) {
      throw new SettingsException(NAME, "cannot be read");
    }
  }

  /**
   * Parses a file's text.
   *
   * @throws SettingsException that names the first line that cannot be understood, and not what it
   *     holds
   */
  static Map<String, String> parse(String text) throws SettingsException {
    Map<String, String> variables = new LinkedHashMap<>();
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    List<String> lines = withoutMark.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (COMMENT.matcher(line).matches()) {
        continue;
      }
      try {
        Matcher assignment = ASSIGNMENT.matcher(line);
        if (!assignment.matches()) {
          throw new LineException("is not NAME=value");
        }
        if (variables.putIfAbsent(assignment.group(1), value(assignment.group(2))) != null) {
          throw new LineException("sets " + assignment.group(1) + " once more");
        }
      } catch (LineException e) {
        throw new SettingsException(NAME, "line " + (i + 1) + " " + e.getMessage());
      }
    }
    return variables;
  }

  private static String value(String text) throws LineException {
    if (text.isEmpty()) {
      return "";
    }
    char quote = text.charAt(0);
    if (quote == '"' || quote == '\'' || quote == '`') {
      return quoted(text, quote);
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '#') {
        if (i > 0 && !Character.isWhitespace(text.charAt(i - 1))) {
          throw new LineException("has a # in its value: put the value in quotes");
        }
        return text.substring(0, i).strip();
      }
    }
    return text;
  }

  private static String quoted(String text, char quote) throws LineException {
    StringBuilder value = new StringBuilder();
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote) {
        if (!COMMENT.matcher(text.substring(i + 1)).matches()) {
          throw new LineException("has text after the closing quote");
        }
        return value.toString();
      }
      if (c == '\\' && quote == '"' && i + 1 < text.length()) {
        i++;
        value.append(
            switch (text.charAt(i)) {
              case 'n' -> "\n";
              case 'r' -> "\r";
              case 't' -> "\t";
              case '"' -> "\"";
              case '\\' -> "\\";
              default -> "\\" + text.charAt(i);
            });
      } else {
        value.append(c);
      }
    }
    throw new LineException("has a quote that does not close on the same line");
  }

  private static final class LineException extends Exception {
    private static final long serialVersionUID = 1;

    LineException(String problem) {
      super(problem);
    }
  }
}
