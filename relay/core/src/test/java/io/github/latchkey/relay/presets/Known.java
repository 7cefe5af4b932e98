package io.github.latchkey.relay.presets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of a provider's ways, written down apart from its preset. */
final class Known {
  /** What a provider does with PKCE. */
  enum Pkce {
    ENFORCES,
    IGNORES,
    REJECTS
  }

  final String name;
  final String authorizeEndpoint;
  final String tokenEndpoint;
  String refreshEndpoint;
  String revocationEndpoint;
  String subdomain = "";
  boolean isBasic;
  boolean isJson;
  Pkce pkce = Pkce.ENFORCES;
  String scopeParam = "scope";
  String scopeSeparator = " ";
  boolean hasScopes = true;
  final Map<String, String> authorizeParams = new LinkedHashMap<>();
  final Map<String, String> exchangeParams = new LinkedHashMap<>();
  boolean hasRefreshTokens = true;
  boolean rotates = true;
  String issuer;
  String tokenMember;
  boolean isFormUnlessAsked;
  int refusalStatus = 400;
  String refusal = "{\"error\":\"invalid_grant\",\"error_description\":\"It is over.\"}";
  boolean isRefusalUnderstood = true;
  List<String> apiOrigins = List.of();
  List<String> apiHeaders = List.of();

  private Known(String name, String authorizeEndpoint, String tokenEndpoint) {
    this.name = name;
    this.authorizeEndpoint = authorizeEndpoint;
    this.tokenEndpoint = tokenEndpoint;
    refreshEndpoint = tokenEndpoint;
  }

  static Known of(String name, String authorizeEndpoint, String tokenEndpoint) {
    return new Known(name, authorizeEndpoint, tokenEndpoint);
  }

  Known refreshesAt(String url) {
    refreshEndpoint = url;
    return this;
  }

  Known revokesAt(String url) {
    revocationEndpoint = url;
    return this;
  }

  /** The hosts above are those of this customer. */
  Known forCustomer(String label) {
    subdomain = label;
    return this;
  }

  Known wantsBasic() {
    isBasic = true;
    return this;
  }

  Known wantsJson() {
    isJson = true;
    return this;
  }

  Known pkce(Pkce what) {
    pkce = what;
    return this;
  }

  Known wantsScopeAs(String param, String separator) {
    scopeParam = param;
    scopeSeparator = separator;
    return this;
  }

  Known hasNoScopes() {
    hasScopes = false;
    return this;
  }

  Known wantsAtLogin(String name, String value) {
    authorizeParams.put(name, value);
    return this;
  }

  Known wantsWithCode(String name, String value) {
    exchangeParams.put(name, value);
    return this;
  }

  Known givesNoRefreshToken() {
    hasRefreshTokens = false;
    return this;
  }

  Known keepsRefreshToken() {
    rotates = false;
    return this;
  }

  Known sendsIss(String value) {
    issuer = value;
    return this;
  }

  /** The tokens are in this member of the answer to a code, beside a bot's. */
  Known givesTokensIn(String member) {
    tokenMember = member;
    return this;
  }

  /** Tokens come as a form, but where JSON is asked for. */
  Known givesFormUnlessAsked() {
    isFormUnlessAsked = true;
    return this;
  }

  /** How it answers where a refresh token, or a code, is not good. */
  Known refusesWith(int status, String json) {
    refusalStatus = status;
    refusal = json;
    return this;
  }

  /** The same in words that could mean anything. */
  Known refusesVaguelyWith(int status, String json) {
    isRefusalUnderstood = false;
    return refusesWith(status, json);
  }

  /** What must go through the relay. */
  Known refusesBrowsersAt(String... origins) {
    apiOrigins = List.of(origins);
    return this;
  }

  Known countsIn(String... headers) {
    apiHeaders = List.of(headers);
    return this;
  }

  @Override
  public String toString() {
    return name;
  }
}
