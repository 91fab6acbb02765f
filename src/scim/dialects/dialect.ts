/** How far a request may depart from the RFCs and still be read as it was meant. Each quirk is explained where its client is. */
export interface Dialect {
  // Entra ID
  readonly readsTextAsBoolean: boolean;
  readonly opsInAnyCase: boolean;
  readonly createsFilteredElements: boolean;
  readonly removesByValue: boolean;
  readonly emptyTextClears: boolean;
  readonly splitsDottedKeys: boolean;
  readonly findsExtensionAttributesByName: boolean;
  readonly managerInAnyShape: boolean;
  readonly unquotedFilterValues: boolean;
  // Okta
  readonly putKeepsActive: boolean;
  readonly putKeepsMembers: boolean;
  readonly ignoresReadOnlyInPatch: boolean;
  // OneLogin
  readonly wrapsSingleValues: boolean;
  readonly putKeepsContacts: boolean;
  readonly readsScim1GroupPatch: boolean;
  /** Lower case; `core` stands for the resource's own schema. */
  readonly legacyUrns: Readonly<Record<string, string>>;
  // JumpCloud, Google
  readonly schemasAreOptional: boolean;
}

/** What the RFCs say, and no more. */
export const strict: Dialect = {
  readsTextAsBoolean: false,
  opsInAnyCase: false,
  createsFilteredElements: false,
  removesByValue: false,
  emptyTextClears: false,
  splitsDottedKeys: false,
  findsExtensionAttributesByName: false,
  managerInAnyShape: false,
  unquotedFilterValues: false,
  putKeepsActive: false,
  putKeepsMembers: false,
  ignoresReadOnlyInPatch: false,
  wrapsSingleValues: false,
  putKeepsContacts: false,
  readsScim1GroupPatch: false,
  legacyUrns: {},
  schemasAreOptional: false,
};
