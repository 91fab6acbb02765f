import type { PersonFixture } from '../workspace.ts';

/** The fields of a person that a test or the page may change while the sandbox runs. */
export type PersonChange = Partial<Omit<PersonFixture, 'id' | 'teamId'>>;

export class People {
  readonly #byId = new Map<string, PersonFixture>();

  add(person: PersonFixture): void {
    if (this.#byId.has(person.id)) throw new Error(`two people share the id ${person.id}`);
    this.#byId.set(person.id, { ...person });
  }

  find(id: string): PersonFixture | undefined {
    return this.#byId.get(id);
  }

  /** For the person at the keyboard, who may be named by id (`UADAM`, `U_ADAM`) or by handle. */
  getByIdOrHandle(idOrHandle: string): PersonFixture {
    const person =
      this.#byId.get(idOrHandle) ??
      this.#byId.get(idOrHandle.replaceAll('_', '')) ??
      this.all().find((candidate) => candidate.handle === idOrHandle.replace(/^@/, ''));
    if (!person) throw new Error(`nobody in the sandbox is called ${idOrHandle}`);
    return person;
  }

  change(id: string, change: PersonChange): PersonFixture {
    const person = this.#byId.get(id);
    if (!person) throw new Error(`nobody in the sandbox has the id ${id}`);
    const changed = { ...person, ...change };
    this.#byId.set(id, changed);
    return changed;
  }

  all(): PersonFixture[] {
    return [...this.#byId.values()];
  }

  inTeam(teamId: string): PersonFixture[] {
    return this.all().filter((person) => person.teamId === teamId);
  }
}
