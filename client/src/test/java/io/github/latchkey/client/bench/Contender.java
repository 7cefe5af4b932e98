package io.github.latchkey.client.bench;

/** What is compared. */
enum Contender {
  LATCHKEY("latchkey", "Latchkey"),
  GUIDE("guide", "Framer's guide, by hand"),
  BADGATEWAY("badgateway", "@badgateway/oauth2-client"),
  OAUTH4WEBAPI("oauth4webapi", "oauth4webapi"),
  OIDC_CLIENT("oidc-client-ts", "oidc-client-ts"),
  KY("ky", "ky");

  /** Its bundle and its adapter. */
  final String file;

  /** The head of its column. */
  final String title;

  Contender(String file, String title) {
    this.file = file;
    this.title = title;
  }
}
