import { attribute, type ResourceType, type Schema } from './attribute.ts';

/** RFC 7643, 4.2 */
const group: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  attributes: [
    attribute('displayName', 'string', { isRequired: true, uniqueness: 'server' }),
    attribute('members', 'complex', {
      isMultiValued: true,
      parts: [
        attribute('value', 'string', { isCaseExact: true }),
        attribute('$ref', 'reference', { referenceTypes: ['User'] }),
        attribute('type'),
        attribute('display', 'string', { mutability: 'readOnly' }),
      ],
    }),
  ],
};

export const groupType: ResourceType = { name: 'Group', endpoint: '/Groups', core: group, extensions: [] };
