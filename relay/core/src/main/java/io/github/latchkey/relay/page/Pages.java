package io.github.latchkey.relay.page;

import io.github.latchkey.relay.http.Reply;
import io.github.latchkey.relay.port.Crypto;
import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.Utf8;

/** Sends pages, with a policy that lets a browser do nothing with them but show them. */
public final class Pages {
  private final String style;
  private final String script;

  /** Makes the policies. */
  public Pages(Crypto crypto) {
    style = "style-src " + hash(crypto, Document.STYLE);
    script = "script-src " + hash(crypto, ConfirmationPage.SCRIPT);
  }

  /** The page as a reply. */
  public Reply show(int status, Page page) {
    Reply reply = of(status, page.html(), "form-action 'none'; ");
    return reply.with("Referrer-Policy", "no-referrer");
  }

  /**
   * The page that asks the user to confirm that they started the login.
   *
   * @param pluginName the plugin's name, or null
   * @param pluginIcon the plugin's icon as a data URL, or null
   * @param providerHost the host that the user would log in to
   * @param action the path that the form is sent to
   * @param ticket a ticket of this relay, base64url
   */
  public Reply confirm(
      String pluginName, String pluginIcon, String providerHost, String action, String ticket) {
    String html = ConfirmationPage.html(pluginName, pluginIcon, providerHost, action, ticket);
    String image = pluginIcon == null ? "" : "img-src data:; ";
    // Chromium and WebKit would apply a form-action to the provider's page as well.
    Reply reply = of(200, html, script + "; " + image);
    // Under no-referrer the form's own Origin would be null.
    return reply.with("Referrer-Policy", "same-origin");
  }

  private Reply of(int status, String html, String more) {
    String policy =
        "default-src 'none'; " + style + "; base-uri 'none'; " + more + "frame-ancestors 'none'";
    Reply reply = Reply.of(status, "text/html; charset=utf-8", Utf8.encode(html));
    // Cross-Origin-Opener-Policy: a frame whose sandbox forbids scripts must not open the
    // confirmation
    // page without its script in a popup; Chromium blocks such a popup because of this header.
    return reply
        .with("Content-Security-Policy", policy)
        .with("Cross-Origin-Opener-Policy", "same-origin")
        .with("Cross-Origin-Resource-Policy", "same-origin")
        .with("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  }

  private static String hash(Crypto crypto, String text) {
    return "'sha256-" + Base64Url.encodeStandard(crypto.sha256(Utf8.encode(text))) + "'";
  }
}
