import { attribute } from './attribute.ts';

/** What every resource has, whatever its schema (RFC 7643, 3.1). `/Schemas` does not list it. */
export const commonAttributes = [
  attribute('schemas', 'reference', { isMultiValued: true, mutability: 'readOnly', returned: 'always' }),
  attribute('id', 'string', {
    isCaseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  attribute('externalId', 'string', { isCaseExact: true }),
  attribute('meta', 'complex', {
    mutability: 'readOnly',
    parts: [
      attribute('resourceType', 'string', { isCaseExact: true, mutability: 'readOnly' }),
      attribute('created', 'dateTime', { mutability: 'readOnly' }),
      attribute('lastModified', 'dateTime', { mutability: 'readOnly' }),
      attribute('location', 'reference', { mutability: 'readOnly' }),
      attribute('version', 'string', { isCaseExact: true, mutability: 'readOnly' }),
    ],
  }),
];
