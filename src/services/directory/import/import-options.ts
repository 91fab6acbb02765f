import type { RowOptions } from './parse-directory-row.ts';
import type { ImportRules } from './plan-directory-import.ts';

export interface ImportProgress {
  readonly step: 'read' | 'check' | 'write';
  readonly done: number;
  /** `null` until the list has been read. */
  readonly total: number | null;
}

export interface ImportOptions extends ImportRules, Omit<RowOptions, 'isRoleOptional'> {
  /** Check everything and write nothing. */
  readonly isDryRun: boolean;
}

export const importDefaults: ImportOptions = {
  defaultRole: null,
  allowsAdminEmailChange: false,
  country: null,
  leavesOutBadMobiles: false,
  isDryRun: false,
};
