package io.github.latchkey.relay.exchange;

import io.github.latchkey.relay.Reply;
import io.github.latchkey.relay.port.Crypto;
import io.github.latchkey.relay.wire.Base64Url;
import io.github.latchkey.relay.wire.Utf8;

/** Sends pages, with a policy that lets a browser do nothing with them but show them. */
public final class Pages {
  private final String policy;

  /** Makes the policy. */
  public Pages(Crypto crypto) {
    String hash = Base64Url.encodeStandard(crypto.sha256(Utf8.encode(Page.STYLE)));
    policy =
        "default-src 'none'; style-src 'sha256-"
            + hash
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /** The page as a reply. */
  public Reply show(int status, Page page) {
    Reply reply = Replies.of(status, "text/html; charset=utf-8", Utf8.encode(page.html()));
    reply = Replies.with(reply, "Content-Security-Policy", policy);
    return Replies.with(reply, "Referrer-Policy", "no-referrer");
  }
}
