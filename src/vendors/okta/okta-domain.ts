/**
 * Whether a text is the name of an Okta organization's server: `acme.okta.com`, or the organization's own domain. That may be any public
 * name, so it is the operator's word that the credential goes there. A name of Okta's admin console is none: it serves no API.
 */
export function isOktaDomain(text: string): boolean {
  if (text.length > 253 || !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i.test(text)) return false;
  const okta = /^(.*?)\.?(okta|oktapreview|okta-emea|okta-gov)\.com$/i.exec(text);
  if (okta === null) return true;
  const [, organization = ''] = okta;
  return organization !== '' && !organization.endsWith('-admin');
}
