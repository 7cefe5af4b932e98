export { OAuthError, createOAuthClient } from "latchkey";
