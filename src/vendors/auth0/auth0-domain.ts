/**
 * Whether a text is the name of an Auth0 tenant: `acme.eu.auth0.com`, or `acme.auth0app.com` of a private cloud. A custom domain is none:
 * the tenant's own name works beside it, and the client secret then goes nowhere but to Auth0.
 */
export function isAuth0Domain(text: string): boolean {
  return (
    text.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.){1,4}(auth0|auth0app)\.com$/i.test(text)
  );
}
