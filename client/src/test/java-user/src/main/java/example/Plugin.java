package example;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.OAuthClientOptions;
import io.github.latchkey.client.OAuthException;
import io.github.latchkey.client.js.Response;
import java.util.HashMap;
import java.util.Map;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** Logs in with a storage and a fetch of its own, and shows the profile. */
public final class Plugin {
  private static final Map<String, String> STORED = new HashMap<>();

  private static int sent;

  private Plugin() {}

  public static void main(String[] arguments) {
    HTMLElement label = HTMLDocument.current().getElementById("label");
    OAuthClient client =
        OAuthClient.create(
            OAuthClientOptions.relay("https://localhost:8787")
                .apiOrigins("https://api.example.com")
                .storage(STORED::get, STORED::put, STORED::remove)
                .fetch(
                    (input, init) -> {
                      sent++;
                      return fetch(input, init);
                    }));
    HTMLDocument.current().getElementById("button").onClick(event -> client.login());
    client.subscribe(
        snapshot -> {
          OAuthException error = snapshot.error();
          if (error != null) {
            label.withText(error.getMessage());
          } else if (snapshot.isSignedIn()) {
            client
                .fetch("https://api.example.com/profile")
                .flatThen(Response::text)
                .then(profile -> label.withText(profile + " " + STORED.size() + " " + (sent > 2)));
          }
        });
  }

  @JSBody(
      params = {"input", "init"},
      script = "return fetch(input, init);")
  private static native JSPromise<Response> fetch(JSObject input, JSObject init);
}
