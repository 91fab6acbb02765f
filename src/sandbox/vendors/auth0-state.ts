export interface Auth0FakePerson {
  readonly user_id: string;
  /** As it was given: Auth0 looks for it letter by letter. */
  readonly email: string;
  readonly email_verified: boolean;
  readonly blocked?: boolean;
  readonly identities: readonly {
    readonly connection: string;
    readonly user_id: string;
    readonly provider: string;
    readonly isSocial: boolean;
  }[];
  readonly [field: string]: unknown;
}

interface Auth0LogEvent {
  readonly log_id: string;
  readonly date: string;
  readonly type: string;
  readonly user_id: string;
  readonly ip: string;
}

export interface Auth0State {
  /** By id; tests change it. */
  readonly people: Map<string, Auth0FakePerson>;
  /** Whether the tenant has recovery codes turned on. */
  isRecoveryOn: boolean;
  /** Second steps by the person's id: confirmed ones, and one that is being set up. */
  readonly enrolments: Map<
    string,
    readonly { readonly id: string; readonly status: 'confirmed' | 'pending' }[]
  >;
  /** The one recovery code that works, by the person's id. */
  readonly working: Map<string, string>;
  /** Every code that was made. */
  readonly made: string[];
  /** The oldest first. */
  readonly log: Auth0LogEvent[];
  /** Ids of the people whose sessions and refresh tokens were ended. */
  readonly endedAccess: string[];
  /** Makes a code in place of the one that the person had. @throws VendorRefusal without a second step */
  regenerate(personId: string): string;
}
