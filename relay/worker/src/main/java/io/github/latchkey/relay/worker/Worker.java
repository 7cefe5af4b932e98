package io.github.latchkey.relay.worker;

import io.github.latchkey.relay.Answer;
import io.github.latchkey.relay.Forward;
import io.github.latchkey.relay.Relay;
import io.github.latchkey.relay.Reply;
import io.github.latchkey.relay.Request;
import io.github.latchkey.relay.Wait;
import io.github.latchkey.relay.settings.RelaySettings;
import io.github.latchkey.relay.settings.SettingsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSExport;

/**
 * The core as a module of JavaScript, with ports that do nothing. It serves nobody yet: it is there
 * so that the build notices what TeaVM cannot compile. TeaVM looks at reachable code only, so
 * everything must be reachable from here.
 */
public final class Worker {
  private Worker() {}

  /**
   * Answers one request.
   *
   * @param variables names and values of settings by turns
   * @param method as sent
   * @param target as sent
   * @param body text, one character a byte
   * @return status, route and note, for the log
   */
  @JSExport
  public static String handle(String[] variables, String method, String target, String body)
      throws SettingsException {
    Map<String, String> named = new HashMap<>();
    for (int i = 0; i + 1 < variables.length; i += 2) {
      named.put(variables[i], variables[i + 1]);
    }
    byte[] bytes = new byte[body.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) body.charAt(i);
    }
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("host", List.of("localhost"));
    headers.put("content-type", List.of("application/x-www-form-urlencoded"));
    Relay relay = new Relay(RelaySettings.parse(named), IdlePorts.ports());
    Answer answer = relay.handle(new Request(method, target, headers, bytes));
    if (answer instanceof Wait wait) {
      answer = wait.resumption().resume(true);
    }
    if (answer instanceof Forward forward) {
      Forward.Head head = forward.reception().answered(200, headers);
      answer =
          head.isBodyPassed() ? head.reply() : forward.reception().failed(Forward.Failure.LATE);
    }
    return answer instanceof Reply reply ? reply.toString() : "no reply";
  }
}
