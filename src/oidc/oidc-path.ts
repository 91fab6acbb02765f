/** Where the OpenID provider is mounted. By itself, so that knowing it does not take the library along. */
export const OIDC_PATH = '/oidc';
