package io.github.latchkey.relay.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.latchkey.relay.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevVarsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A=b                  | b",
        "A = b                | b",
        "export A=b           | b",
        "A=                   | ~~",
        "A=b c                | b c",
        "A=b # comment        | b",
        "A= # comment         | ~~",
        "A=\"b # c\"          | b # c",
        "A=\"b\" # comment    | b",
        "A='b'                | b",
        "A='b\"c'             | b\"c",
        "A=`it's \"b\"`       | it's \"b\"",
        "A=\"b\\\"c\\\\d\"    | b\"c\\d",
        "A='b\\nc'            | b\\nc",
        "A=b\\nc              | b\\nc",
        "A=\"\"               | ~~",
        "A=x=y==              | x=y==",
        "A=http://a/?b=c&d=$e | http://a/?b=c&d=$e",
        "A=it's               | it's",
      })
  void aLineIsReadAsWranglerReadsIt(String line, String value) throws Exception {
    assertEquals(Map.of("A", value), DevVars.parse(line));
  }

  @Test
  void newLinesComeFromDoubleQuotesAlone() throws Exception {
    assertEquals(Map.of("A", "b\nc\td\r"), DevVars.parse("A=\"b\\nc\\td\\r\""));
  }

  @Test
  void commentsBlankLinesCarriageReturnsAndAByteOrderMarkAreNothing() throws Exception {
    assertEquals(
        Map.of("A", "b", "C", "d"),
        DevVars.parse("\uFEFF# first\r\n\r\n  A=b  \r\n\t# more\r\nC=\"d\"\t\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary",
        "A canary",
        "1A=canary",
        "A-B=canary",
        "=canary",
        "A: canary",
        "A=\"canary",
        "A='canary",
        "A=\"canary\" canary",
        "A='can'ary",
        "A=\"canary\\\"",
        "A=canary#1",
        "B=canary",
      })
  void whatWranglerWouldGuessAtIsAnErrorThatNamesTheLineAndNotItsText(String line) {
    SettingsException e =
        assertThrows(SettingsException.class, () -> DevVars.parse("# first\nB=1\n\n" + line));
    assertEquals(".dev.vars", e.setting());
    assertTrue(e.getMessage().startsWith(".dev.vars line 4 "), e.getMessage());
    assertFalse(e.getMessage().contains("canary"), e.getMessage());
  }

  @Test
  void noFileIsNoVariables(@TempDir Path directory) throws Exception {
    assertEquals(Map.of(), DevVars.read(directory.resolve(".dev.vars")));
  }

  @Test
  void bytesThatAreNotUtf8AreAnError(@TempDir Path directory) throws Exception {
    Path file = directory.resolve(".dev.vars");
    Files.write(file, new byte[] {'A', '=', (byte) 0xC0, (byte) 0xAF});
    SettingsException e = assertThrows(SettingsException.class, () -> DevVars.read(file));
    assertEquals(".dev.vars is not UTF-8", e.getMessage());
    Files.writeString(file, "NAME=Zoë");
    assertEquals("Zoë", DevVars.read(file).get("NAME"));
  }
}
