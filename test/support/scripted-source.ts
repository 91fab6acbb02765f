import type { SourceRecord } from '../../src/domain/directory/source-person.ts';
import type {
  SourceAccess,
  SourceConnector,
  SourceConnectors,
  SourcePage,
} from '../../src/ports/directory/source.ts';
import { VendorError, type VendorProblem, type VendorSettingProblem } from '../../src/ports/vendor.ts';

/** No kind can be added. */
export const noConnectors: SourceConnectors = { listKinds: async () => [], load: async () => null };

/** A directory that does what a test tells it to. */
export interface ScriptedSource extends SourceConnectors {
  people: SourceRecord[];
  pageSize: number;
  /** What each opening was given, with the credential in plain. */
  readonly opened: { readonly settings: SourceAccess['settings']; readonly secret: string | null }[];
  /** Fails after so many pages. */
  failing: { readonly problem: VendorProblem; readonly afterPages: number } | null;
  /** Runs before each page. */
  onPage: (page: number) => Promise<void> | void;
  /** What changed since the cursor; `null`: there is no such list. */
  changes: { readonly people: readonly SourceRecord[]; readonly gone: readonly string[] } | null;
  cursor: string | null;
  reads: ('all' | 'changes')[];
}

/** Takes the place of BambooHR: one required setting, and a credential of one part. */
export function createScriptedSource(people: readonly SourceRecord[] = []): ScriptedSource {
  const script: ScriptedSource = {
    people: [...people],
    pageSize: 2,
    opened: [],
    failing: null,
    onPage: () => {},
    changes: null,
    cursor: null,
    reads: [],
    listKinds: async () => ['bamboohr', 'okta'],
    load: async (kind) => (kind === 'bamboohr' || kind === 'okta' ? connector(kind) : null),
  };

  function connector(kind: 'bamboohr' | 'okta'): SourceConnector {
    return {
      kind,
      settings: [
        { name: 'company', isRequired: true, isSecret: false },
        { name: 'key', isRequired: true, isSecret: true },
        ...(kind === 'okta' ? [{ name: 'clientId', isRequired: true, isSecret: true }] : []),
      ],
      checkSettings: ({ company, ...others }) => [
        ...(company === undefined
          ? [{ name: 'company', problem: 'missing' } satisfies VendorSettingProblem]
          : []),
        ...Object.keys(others).map((name): VendorSettingProblem => ({ name, problem: 'unknown' })),
      ],
      open: ({ settings, secret }) => {
        script.opened.push({ settings, secret: secret?.reveal() ?? null });
        return {
          test: async () => {
            fail(0);
            return { people: script.people.length };
          },
          readAll: () => {
            script.reads.push('all');
            return read(script.people, []);
          },
          readChanges: async () => {
            if (script.changes === null) return null;
            script.reads.push('changes');
            return read(script.changes.people, script.changes.gone);
          },
        };
      },
    };
  }

  function fail(pages: number): void {
    if (script.failing?.afterPages === pages) throw new VendorError(script.failing.problem, 'scripted');
  }

  async function* read(list: readonly SourceRecord[], gone: readonly string[]): AsyncIterable<SourcePage> {
    const count = Math.max(1, Math.ceil(list.length / script.pageSize));
    for (let page = 0; page < count; page += 1) {
      await script.onPage(page);
      fail(page);
      const people = list.slice(page * script.pageSize, (page + 1) * script.pageSize);
      const isLast = page === count - 1;
      yield { people, gone: isLast ? gone : [], cursor: isLast ? script.cursor : null };
    }
    fail(count);
  }

  return script;
}
