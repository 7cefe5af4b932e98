package plugin;

import io.github.latchkey.client.LoginOptions;
import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.OAuthClientOptions;
import io.github.latchkey.client.OAuthException;
import io.github.latchkey.client.Snapshot;
{{#REQUEST}}
import io.github.latchkey.client.js.RequestInit;
{{/REQUEST}}
import io.github.latchkey.client.js.Response;
import io.github.latchkey.framer.Framer;
import io.github.latchkey.framer.UIOptions;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSObject;
import org.teavm.jso.core.JSPromise;
import org.teavm.jso.dom.html.HTMLDocument;
import org.teavm.jso.dom.html.HTMLElement;

/** The plugin: what it shows for each state of the client. */
public final class Plugin {
  private final HTMLElement main = HTMLDocument.current().getElementById("plugin");
  private final LoginOptions loginOptions = LoginOptions.create();
  private final OAuthClient client;
  private final String api;

  private Plugin(String relay, String api) {
    this.api = api;
{{#LOGIN_SUBDOMAIN}}
    if (api.equals("{{API}}")) { // not a fake
      loginOptions.subdomain("my-company");
    }
{{/LOGIN_SUBDOMAIN}}
    client =
        OAuthClient.create(
            // The second one is where you have deployed the relay.
            OAuthClientOptions.relay(relay, "https://relay.example.com")
{{#THROUGH_RELAY}}
                .throughRelay(api) // the API refuses browsers
{{/THROUGH_RELAY}}
{{#TOKEN_HEADER}}
                .authorizeRequest(
                    (headers, tokens) -> {
                      headers.set("Authorization", "Bearer " + tokens.getAccessToken());
                      headers.set("{{TOKEN_HEADER}}", tokens.getAccessToken());
                    })
{{/TOKEN_HEADER}}
                .apiOrigins(api));
  }

  /**
   * Starts it.
   *
   * @param relay the relay's URL on this machine
   * @param api the API's origin
   * @param sdk imports Framer's SDK; not called where the page stands alone
   */
  @JSExport
  public static void start(String relay, String api, Framer.Importer sdk) {
    Plugin plugin = new Plugin(relay, api);
    plugin.client.subscribe(plugin::show);
    plugin.show(plugin.client.getSnapshot());
    Framer.load(sdk)
        .then(
            framer ->
                framer == null ? null : framer.showUI(UIOptions.create().width(320).height(240)));
  }

  private void show(Snapshot snapshot) {
    main.clear();
    if (snapshot.isLoginUnderWay()) {
      showWaiting(snapshot);
    } else if (snapshot.isSignedIn() && !isAccessGone(snapshot.error())) {
      showSignedIn();
    } else {
      showSignedOut(snapshot.error());
    }
  }

  /** Whether the provider has taken the access away. */
  private static boolean isAccessGone(OAuthException error) {
    return error != null && error.code().equals(OAuthException.INVALID_GRANT);
  }

  private void showSignedOut(OAuthException error) {
    if (error != null) {
      main.withChild(element("p", error.getMessage()).withAttr("role", "alert"));
    }
    client.prepareLogin(loginOptions); // the click then opens the page at once, as Safari wants it
    button("Log in with {{TITLE}}", () -> client.login(loginOptions)).setClassName("primary");
  }

  private void showWaiting(Snapshot snapshot) {
    OAuthException error = snapshot.error();
    String words = "Log in in the window that has opened.";
    main.withChild(element("p", error == null ? words : error.getMessage()));
    if (snapshot.loginUrl() != null) {
      HTMLElement link = element("a", "No window? Log in here").withAttr("target", "_blank");
      main.withChild(link.withAttr("href", snapshot.loginUrl()));
    }
    button("Cancel", client::cancelLogin);
  }

  private void showSignedIn() {
    HTMLElement name = element("p", "...");
    main.withChild(name);
    button("Log out", client::logout);
    client
        .fetch(api + "{{PATH}}"{{JAVA_REQUEST}})
        .flatThen(Plugin::read)
        .then(answer -> name.withText("Signed in as " + nameIn(answer)))
        .catchError(reason -> name.withText(wordsFor(reason)));
  }

  private static JSPromise<JSObject> read(Response response) {
    if (!response.isOk()) {
      throw new IllegalStateException("The API answers " + response.getStatus() + ".");
    }
    return response.json();
  }

  private static String wordsFor(Object reason) {
    OAuthException error = OAuthException.of(reason);
    return error == null ? String.valueOf(reason) : error.getMessage();
  }

  @JSBody(params = "answer", script = "return String(answer{{MEMBER}});")
  private static native String nameIn(JSObject answer);

  private HTMLElement button(String words, Runnable action) {
    HTMLElement button = element("button", words);
    button.onClick(event -> action.run());
    main.withChild(button);
    return button;
  }

  private static HTMLElement element(String tag, String words) {
    return HTMLDocument.current().createElement(tag).withText(words);
  }
}
