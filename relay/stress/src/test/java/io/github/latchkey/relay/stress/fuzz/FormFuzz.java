package io.github.latchkey.relay.stress.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.latchkey.relay.wire.Form;
import io.github.latchkey.relay.wire.Utf8;
import io.github.latchkey.relay.wire.WireException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;

/**
 * A form or a query. What is taken means what the JDK makes of it, and survives being written and
 * read; UTF-8 is what the JDK's strict decoder takes, no more and no less.
 */
public final class FormFuzz {
  private FormFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    String strict = strictly(data);
    String ours = null;
    try {
      ours = Utf8.decode(data);
      Target.hold(Arrays.equals(Utf8.encode(ours), data), "UTF-8 has one spelling");
    } catch (WireException e) {
      // Seen below.
    }
    Target.hold(strict == null ? ours == null : strict.equals(ours), "UTF-8 as the JDK has it");
    form(new String(data, ISO_8859_1), true);
    form(new String(data, ISO_8859_1), false);
  }

  private static void form(String text, boolean plusIsBlank) {
    Form form;
    try {
      form = Form.parse(text, plusIsBlank);
    } catch (WireException e) {
      return;
    }
    List<String> pairs = Arrays.stream(text.split("&")).filter(pair -> !pair.isEmpty()).toList();
    Target.hold(form.names().size() == pairs.size(), "a parameter a pair");
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals), plusIsBlank);
      Target.hold(form.names().contains(name), "the name is the JDK's");
      if (form.names().indexOf(name) == form.names().lastIndexOf(name)) {
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), plusIsBlank);
        Target.hold(value.equals(form.get(name)), "the value is the JDK's");
      }
    }
    try {
      Form again = Form.parse(form.encode(), plusIsBlank);
      Target.hold(again.names().equals(form.names()), "it survives");
      Target.hold(again.encode().equals(form.encode()), "it survives");
    } catch (WireException e) {
      throw new AssertionError("what is written can be read", e);
    }
  }

  private static String decoded(String text, boolean plusIsBlank) {
    return URLDecoder.decode(plusIsBlank ? text : text.replace("+", "%2B"), UTF_8);
  }

  private static String strictly(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
