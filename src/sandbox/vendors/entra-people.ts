export interface EntraFakePerson {
  readonly id: string;
  readonly [field: string]: unknown;
}

export interface EntraFakeMember {
  readonly '@odata.type': string;
  readonly id: string;
}
