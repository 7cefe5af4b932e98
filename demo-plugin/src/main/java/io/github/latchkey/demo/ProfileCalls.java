package io.github.latchkey.demo;

import io.github.latchkey.client.OAuthClient;
import io.github.latchkey.client.OAuthException;
import io.github.latchkey.client.TokenResponse;
import io.github.latchkey.client.js.Response;
import org.teavm.jso.JSObject;
import org.teavm.jso.JSProperty;
import org.teavm.jso.core.JSPromise;

/**
 * The plugin's calls of the provider's API, and what they showed. The client refreshes by itself
 * when a call needs it; that it did is only seen in the tokens being others than before.
 */
final class ProfileCalls {
  private final OAuthClient client;
  private final String url;
  private final Runnable changed;
  private String accessToken;
  private String name;
  private String problem;
  private int answered;
  private int refreshes;
  private boolean underWay;

  /**
   * Makes one.
   *
   * @param client whose tokens go with the calls
   * @param url what is called
   * @param changed run when something in here has changed
   */
  ProfileCalls(OAuthClient client, String url, Runnable changed) {
    this.client = client;
    this.url = url;
    this.changed = changed;
    accessToken = accessToken();
  }

  /** Calls the API, unless a call is under way. */
  void call() {
    if (underWay) {
      return;
    }
    underWay = true;
    problem = null;
    changed.run();
    client
        .fetch(url)
        .flatThen(this::read)
        .then(
            profile -> done(profile == null ? null : profile.getName()),
            reason -> {
              OAuthException ours = OAuthException.of(reason);
              problem = ours == null ? "The API cannot be reached." : ours.getMessage();
              return done(null);
            });
  }

  private JSPromise<Profile> read(Response response) {
    if (response.isOk()) {
      return response.json();
    }
    problem = "The API answers with status " + response.getStatus() + ".";
    return JSPromise.resolve(null);
  }

  private JSObject done(String answeredName) {
    underWay = false;
    if (answeredName != null) {
      name = answeredName;
      answered++;
    }
    String now = accessToken();
    if (now != null && !now.equals(accessToken)) {
      accessToken = now;
      refreshes++;
    }
    changed.run();
    return null;
  }

  private String accessToken() {
    TokenResponse tokens = client.tokens();
    return tokens == null ? null : tokens.getAccessToken();
  }

  /** The name in the last answer, or null before the first. */
  String name() {
    return name;
  }

  /** Why the last call had no answer, or null. */
  String problem() {
    return problem;
  }

  /** How many calls were answered. */
  int answered() {
    return answered;
  }

  /** How often the access token was another one after a call. */
  int refreshes() {
    return refreshes;
  }

  /** Whether a call is under way. */
  boolean isUnderWay() {
    return underWay;
  }

  /** What the API answers with. */
  private abstract static class Profile implements JSObject {
    @JSProperty
    abstract String getName();
  }
}
