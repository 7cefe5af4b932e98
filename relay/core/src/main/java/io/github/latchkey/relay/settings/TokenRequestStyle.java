package io.github.latchkey.relay.settings;

/** How the provider wants to be asked for tokens. */
public enum TokenRequestStyle {
  /** Credentials and parameters in a form (RFC 6749 section 2.3.1, the second way). */
  FORM,
  /** Credentials in the Basic scheme, parameters in a form (the first way). */
  BASIC_FORM,
  /** Credentials and parameters in JSON, as some providers have it. */
  JSON,
  /** Credentials in the Basic scheme, parameters in JSON. */
  BASIC_JSON;

  static TokenRequestStyle of(boolean isBasic, boolean isJson) {
    if (isBasic) {
      return isJson ? BASIC_JSON : BASIC_FORM;
    }
    return isJson ? JSON : FORM;
  }

  /** Whether the credentials go in an {@code Authorization} header. */
  public boolean isBasic() {
    return this == BASIC_FORM || this == BASIC_JSON;
  }

  /** Whether the body is JSON. */
  public boolean isJson() {
    return this == JSON || this == BASIC_JSON;
  }
}
