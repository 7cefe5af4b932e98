export { OAuth2Client, OAuth2Fetch, generateCodeVerifier } from "@badgateway/oauth2-client";
