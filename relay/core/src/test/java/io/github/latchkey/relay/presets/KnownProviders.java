package io.github.latchkey.relay.presets;

import static io.github.latchkey.relay.presets.Known.Pkce.IGNORES;
import static io.github.latchkey.relay.presets.Known.Pkce.REJECTS;

import java.util.List;

/** Each provider that has a preset, as its documentation describes it. */
final class KnownProviders {
  private static final String SHOP = "https://my-shop.myshopify.com/admin/oauth/";
  private static final String ZENDESK = "https://my-shop.zendesk.com/oauth/";
  private static final String ENTRA = "https://login.microsoftonline.com/common/oauth2/v2.0/";

  static final List<Known> ALL =
      List.of(
          Known.of(
                  "airtable",
                  "https://airtable.com/oauth2/v1/authorize",
                  "https://airtable.com/oauth2/v1/token")
              .wantsBasic(),
          Known.of(
                  "asana",
                  "https://app.asana.com/-/oauth_authorize",
                  "https://app.asana.com/-/oauth_token")
              .revokesAt("https://app.asana.com/-/oauth_revoke")
              .keepsRefreshToken(),
          Known.of(
                  "atlassian",
                  "https://auth.atlassian.com/authorize",
                  "https://auth.atlassian.com/oauth/token")
              .wantsJson()
              .pkce(IGNORES)
              .wantsAtLogin("audience", "api.atlassian.com")
              .wantsAtLogin("prompt", "consent")
              .refusesWith(403, "{\"error\":\"invalid_grant\",\"error_description\":\"Unknown\"}")
              .refusesBrowsersAt("https://api.atlassian.com"),
          Known.of(
                  "box",
                  "https://account.box.com/api/oauth2/authorize",
                  "https://api.box.com/oauth2/token")
              .revokesAt("https://api.box.com/oauth2/revoke")
              .pkce(IGNORES),
          Known.of(
                  "calendly",
                  "https://auth.calendly.com/oauth/authorize",
                  "https://auth.calendly.com/oauth/token")
              .revokesAt("https://auth.calendly.com/oauth/revoke")
              .refusesBrowsersAt("https://api.calendly.com"),
          Known.of(
                  "clickup",
                  "https://app.clickup.com/api",
                  "https://api.clickup.com/api/v2/oauth/token")
              .wantsJson()
              .pkce(IGNORES)
              .hasNoScopes()
              .givesNoRefreshToken()
              .refusesVaguelyWith(400, "{\"err\":\"Code already used\",\"ECODE\":\"OAUTH_014\"}")
              .refusesBrowsersAt("https://api.clickup.com"),
          Known.of(
                  "contentful",
                  "https://be.contentful.com/oauth/authorize",
                  "https://be.contentful.com/oauth/token")
              .pkce(REJECTS)
              .givesNoRefreshToken(),
          Known.of(
                  "discord",
                  "https://discord.com/oauth2/authorize",
                  "https://discord.com/api/oauth2/token")
              .revokesAt("https://discord.com/api/oauth2/token/revoke"),
          Known.of(
                  "dropbox",
                  "https://www.dropbox.com/oauth2/authorize",
                  "https://api.dropboxapi.com/oauth2/token")
              .wantsAtLogin("token_access_type", "offline")
              .keepsRefreshToken(),
          Known.of("figma", "https://www.figma.com/oauth", "https://api.figma.com/v1/oauth/token")
              .refreshesAt("https://api.figma.com/v1/oauth/refresh")
              .wantsBasic()
              .keepsRefreshToken()
              .refusesVaguelyWith(400, "{\"error\":true,\"status\":400,\"message\":\"Invalid\"}"),
          Known.of(
                  "github",
                  "https://github.com/login/oauth/authorize",
                  "https://github.com/login/oauth/access_token")
              .givesFormUnlessAsked()
              .refusesWith(200, "{\"error\":\"bad_refresh_token\",\"error_uri\":\"/apps\"}"),
          Known.of("gitlab", "https://gitlab.com/oauth/authorize", "https://gitlab.com/oauth/token")
              .revokesAt("https://gitlab.com/oauth/revoke"),
          Known.of(
                  "google",
                  "https://accounts.google.com/o/oauth2/v2/auth",
                  "https://oauth2.googleapis.com/token")
              .revokesAt("https://oauth2.googleapis.com/revoke")
              .wantsAtLogin("access_type", "offline")
              .wantsAtLogin("prompt", "consent")
              .sendsIss("https://accounts.google.com")
              .keepsRefreshToken(),
          Known.of(
                  "hubspot",
                  "https://app.hubspot.com/oauth/authorize",
                  "https://api.hubapi.com/oauth/2026-03/token")
              .pkce(IGNORES)
              .keepsRefreshToken()
              .refusesWith(400, "{\"status\":\"BAD_REFRESH_TOKEN\",\"message\":\"missing\"}")
              .refusesBrowsersAt("https://api.hubapi.com"),
          Known.of(
                  "linear",
                  "https://linear.app/oauth/authorize",
                  "https://api.linear.app/oauth/token")
              .revokesAt("https://api.linear.app/oauth/revoke")
              .wantsScopeAs("scope", ",")
              .refusesBrowsersAt("https://api.linear.app"),
          Known.of(
                  "linkedin",
                  "https://www.linkedin.com/oauth/v2/authorization",
                  "https://www.linkedin.com/oauth/v2/accessToken")
              .revokesAt("https://www.linkedin.com/oauth/v2/revoke")
              .pkce(REJECTS)
              .givesNoRefreshToken()
              .refusesBrowsersAt("https://api.linkedin.com"),
          Known.of(
                  "mailchimp",
                  "https://login.mailchimp.com/oauth2/authorize",
                  "https://login.mailchimp.com/oauth2/token")
              .pkce(IGNORES)
              .hasNoScopes()
              .givesNoRefreshToken()
              .refusesBrowsersAt(
                  "https://login.mailchimp.com", "https://{subdomain}.api.mailchimp.com"),
          Known.of("microsoft", ENTRA + "authorize", ENTRA + "token"),
          Known.of(
                  "monday",
                  "https://auth.monday.com/oauth2/authorize",
                  "https://auth.monday.com/oauth2/token")
              .pkce(IGNORES)
              .givesNoRefreshToken()
              .refusesBrowsersAt("https://api.monday.com"),
          Known.of(
                  "notion",
                  "https://api.notion.com/v1/oauth/authorize",
                  "https://api.notion.com/v1/oauth/token")
              .revokesAt("https://api.notion.com/v1/oauth/revoke")
              .wantsBasic()
              .wantsJson()
              .pkce(REJECTS)
              .hasNoScopes()
              .wantsAtLogin("owner", "user")
              .refusesBrowsersAt("https://api.notion.com"),
          Known.of(
                  "salesforce",
                  "https://login.salesforce.com/services/oauth2/authorize",
                  "https://login.salesforce.com/services/oauth2/token")
              .revokesAt("https://login.salesforce.com/services/oauth2/revoke")
              .keepsRefreshToken()
              .refusesBrowsersAt("https://{subdomain}.my.salesforce.com"),
          Known.of("shopify", SHOP + "authorize", SHOP + "access_token")
              .forCustomer("my-shop")
              .pkce(IGNORES)
              .wantsScopeAs("scope", ",")
              .wantsWithCode("expiring", "1")
              .refusesBrowsersAt("https://{subdomain}.myshopify.com")
              .countsIn("x-shopify-shop-api-call-limit"),
          Known.of(
                  "slack",
                  "https://slack.com/oauth/v2/authorize",
                  "https://slack.com/api/oauth.v2.access")
              .revokesAt("https://slack.com/api/auth.revoke")
              .pkce(REJECTS)
              .wantsScopeAs("user_scope", ",")
              .givesTokensIn("authed_user")
              .refusesWith(200, "{\"ok\":false,\"error\":\"invalid_refresh_token\"}")
              .refusesBrowsersAt("https://slack.com"),
          Known.of(
                  "spotify",
                  "https://accounts.spotify.com/authorize",
                  "https://accounts.spotify.com/api/token")
              .wantsBasic()
              .keepsRefreshToken(),
          Known.of(
                  "typeform",
                  "https://api.typeform.com/oauth/authorize",
                  "https://api.typeform.com/oauth/token")
              .pkce(IGNORES)
              .refusesBrowsersAt("https://api.typeform.com"),
          Known.of(
                  "webflow",
                  "https://webflow.com/oauth/authorize",
                  "https://api.webflow.com/oauth/access_token")
              .pkce(IGNORES)
              .givesNoRefreshToken()
              .refusesBrowsersAt("https://api.webflow.com"),
          Known.of("zendesk", ZENDESK + "authorizations/new", ZENDESK + "tokens")
              .forCustomer("my-shop")
              .wantsJson(),
          Known.of("zoom", "https://zoom.us/oauth/authorize", "https://zoom.us/oauth/token")
              .revokesAt("https://zoom.us/oauth/revoke")
              .wantsBasic()
              .refusesBrowsersAt("https://api.zoom.us"));

  private KnownProviders() {}
}
