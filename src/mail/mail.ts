/** What an email says, before it is text or HTML. Plain text throughout: rendering escapes it. */
export interface Mail {
  /** The event, in a sentence without a full stop: subject and heading. */
  readonly title: string;
  readonly facts: readonly MailFact[];
  readonly paragraphs: readonly string[];
  readonly link: MailLink | null;
  /** Why this person gets it, and what it never holds. */
  readonly footer: readonly string[];
}

export interface MailFact {
  readonly label: string;
  readonly value: string;
}

export interface MailLink {
  readonly lead: string;
  readonly label: string;
  readonly url: string;
  readonly note: string;
}
