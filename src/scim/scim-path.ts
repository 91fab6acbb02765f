/** Where the service provider is mounted. */
export const SCIM_PATH = '/scim/v2';
