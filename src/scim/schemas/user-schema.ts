import { attribute, listOf, type ResourceType, type Schema } from './attribute.ts';

/** RFC 7643, 4.1. `groups` is given on request only: a list of people would ask for the groups of each. */
const user: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  attributes: [
    attribute('userName', 'string', { isRequired: true, uniqueness: 'server' }),
    attribute('name', 'complex', {
      parts: [
        attribute('formatted'),
        attribute('familyName'),
        attribute('givenName'),
        attribute('middleName'),
        attribute('honorificPrefix'),
        attribute('honorificSuffix'),
      ],
    }),
    attribute('displayName'),
    attribute('nickName'),
    attribute('profileUrl', 'reference'),
    attribute('title'),
    attribute('userType'),
    attribute('preferredLanguage'),
    attribute('locale'),
    attribute('timezone'),
    attribute('active', 'boolean'),
    attribute('password', 'string', { mutability: 'writeOnly', returned: 'never' }),
    listOf('emails'),
    listOf('phoneNumbers'),
    listOf('ims'),
    listOf('photos', 'reference'),
    attribute('addresses', 'complex', {
      isMultiValued: true,
      parts: [
        attribute('formatted'),
        attribute('streetAddress'),
        attribute('locality'),
        attribute('region'),
        attribute('postalCode'),
        attribute('country'),
        attribute('type'),
        attribute('primary', 'boolean'),
      ],
    }),
    attribute('groups', 'complex', {
      isMultiValued: true,
      mutability: 'readOnly',
      returned: 'request',
      parts: [
        attribute('value', 'string', { mutability: 'readOnly', isCaseExact: true }),
        attribute('$ref', 'reference', { mutability: 'readOnly', referenceTypes: ['Group'] }),
        attribute('display', 'string', { mutability: 'readOnly' }),
      ],
    }),
    listOf('entitlements'),
    listOf('roles'),
    listOf('x509Certificates', 'binary'),
  ],
};

export const ENTERPRISE_ID = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** RFC 7643, 4.3 */
const enterprise: Schema = {
  id: ENTERPRISE_ID,
  name: 'EnterpriseUser',
  attributes: [
    attribute('employeeNumber'),
    attribute('costCenter'),
    attribute('organization'),
    attribute('division'),
    attribute('department'),
    attribute('manager', 'complex', {
      parts: [
        attribute('value', 'string', { isCaseExact: true }),
        attribute('$ref', 'reference', { referenceTypes: ['User'] }),
        attribute('displayName'),
      ],
    }),
  ],
};

export const userType: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  core: user,
  extensions: [enterprise],
};
