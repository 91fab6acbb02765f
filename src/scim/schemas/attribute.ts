export type AttributeType = 'string' | 'boolean' | 'dateTime' | 'reference' | 'binary' | 'complex';

/** An attribute of a schema (RFC 7643, 7), or a part (sub-attribute) of one. */
export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly isMultiValued: boolean;
  readonly isRequired: boolean;
  readonly isCaseExact: boolean;
  readonly mutability: 'readWrite' | 'readOnly' | 'writeOnly';
  readonly returned: 'always' | 'default' | 'never' | 'request';
  readonly uniqueness: 'none' | 'server';
  readonly referenceTypes: readonly string[];
  readonly parts: readonly Attribute[];
}

export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

export interface ResourceType {
  readonly name: 'User' | 'Group';
  readonly endpoint: '/Users' | '/Groups';
  readonly core: Schema;
  readonly extensions: readonly Schema[];
}

export function attribute(
  name: string,
  type: AttributeType = 'string',
  traits: Partial<Attribute> = {},
): Attribute {
  return {
    name,
    type,
    isMultiValued: false,
    isRequired: false,
    isCaseExact: type === 'reference' || type === 'binary',
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    referenceTypes: type === 'reference' ? ['external'] : [],
    parts: [],
    ...traits,
  };
}

/** Values with `type` and `primary`, as e-mail addresses have them (RFC 7643, 2.4). */
export function listOf(name: string, type: AttributeType = 'string'): Attribute {
  const parts = [
    attribute('value', type),
    attribute('display'),
    attribute('type'),
    attribute('primary', 'boolean'),
  ];
  return attribute(name, 'complex', { isMultiValued: true, parts });
}

/** Names of attributes are compared without regard to case (RFC 7643, 2.1). */
export function findAttribute(attributes: readonly Attribute[], name: string): Attribute | null {
  const wanted = name.toLowerCase();
  return attributes.find((each) => each.name.toLowerCase() === wanted) ?? null;
}
