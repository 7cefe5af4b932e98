import { createOAuthClient, errorType, isLocal } from "teavm-output";

export const OAuthError = /* @__PURE__ */ errorType();
export { createOAuthClient, isLocal };
