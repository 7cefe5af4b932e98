package io.github.latchkey.relay.server.settings;

import io.github.latchkey.relay.jdk.SettingHelp;
import io.github.latchkey.relay.settings.Setting;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code --help} prints, at most {@value #COLUMNS} characters a line. */
public final class HelpText {
  private static final int COLUMNS = 80;
  private static final String INDENT = "      ";

  private static final String USAGE =
      """
      Latchkey relay: OAuth for Framer plugins.

      usage: java -jar latchkey-relay.jar [--check | --help | --version]

      --check tests the settings, the TLS files, the store and the provider's
      endpoints, prints a line for each, and exits: 0 if nothing failed, 1 if
      something did, 2 if a setting is missing or invalid. It serves nothing.

      Settings are read from the environment and from .dev.vars in this directory;
      the environment wins. CLIENT_ID and REDIRECT_URI are required, and PROVIDER (a
      name such as notion, or an issuer's URL) or AUTHORIZE_ENDPOINT and
      TOKEN_ENDPOINT; most providers require CLIENT_SECRET and SCOPE as well.

      If REDIRECT_URI is https on localhost, the certificate is TLS_CERT and TLS_KEY
      (PEM), or localhost.pem and localhost-key.pem in this directory ("mkcert
      localhost" writes them), or the one of vite-plugin-mkcert. On a public host
      without TLS_CERT the relay serves http, to a proxy that serves https.

      SIGTERM and Ctrl-C stop it. Exit codes: 0 after a stop, 1 if it could not
      start, 2 if a setting is missing or invalid.
      """;

  private HelpText() {}

  /** The usage, and every setting with its default. */
  public static String text() {
    return USAGE
        + "\nSettings of a plugin, with their defaults:\n\n"
        + settings(Setting.Scope.PLUGIN)
        + "\nSettings of the whole relay:\n\n"
        + settings(Setting.Scope.PROCESS);
  }

  private static String settings(Setting.Scope scope) {
    return Stream.of(Setting.values())
        .filter(setting -> setting.scope() == scope)
        .map(HelpText::entry)
        .collect(Collectors.joining());
  }

  private static String entry(Setting setting) {
    SettingHelp help = SettingHelp.of(setting);
    String fallback = plain(help.fallback());
    String without = fallback.startsWith("required") ? fallback : "default: " + fallback;
    String text = plain(help.text()) + " (" + without + ")";
    StringBuilder entry = new StringBuilder("  " + setting + "\n").append(INDENT);
    int column = INDENT.length();
    String separator = "";
    for (String word : text.split(" ")) {
      if (column + separator.length() + word.length() > COLUMNS) {
        entry.append('\n').append(INDENT);
        column = INDENT.length();
        separator = "";
      }
      entry.append(separator).append(word);
      column += separator.length() + word.length();
      separator = " ";
    }
    return entry.append('\n').toString();
  }

  /** Markdown's links and code as text. */
  private static String plain(String markdown) {
    return markdown
        .replaceAll("; see \\[[^\\]]*\\]\\([^)]*\\)", "")
        .replaceAll("see \\[[^\\]]*\\]\\([^)]*\\)", "see the README")
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .replace("`", "");
  }
}
