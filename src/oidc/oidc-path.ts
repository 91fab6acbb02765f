/** Where the OpenID provider is mounted. A file of its own, so that importing it does not load the library. */
export const OIDC_PATH = '/oidc';
