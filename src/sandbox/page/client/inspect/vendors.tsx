import { useState } from 'react';
import type { Api } from '../net/api.ts';
import type { Action } from '../net/types.ts';

interface Report {
  readonly number: number;
  readonly label: string;
  readonly lines: readonly string[];
}

export interface VendorsProps {
  readonly api: Api;
  readonly offered: readonly Action[];
  readonly onOffered: (actions: readonly Action[]) => void;
}

/** What can happen outside Slack while one watches, and what came of it. */
export function Vendors({ api, offered, onOffered }: VendorsProps) {
  const [reports, setReports] = useState<readonly Report[]>([]);
  const [busy, setBusy] = useState<string | null>(null);
  const press = async ({ id, label }: Action) => {
    if (busy !== null) return;
    setBusy(id);
    const outcome = await api.runAction(id);
    setBusy(null);
    const lines = outcome?.lines ?? ['The sandbox cannot be reached.'];
    setReports((now) => [{ number: now.length, label, lines }, ...now]);
    if (outcome) onOffered(outcome.actions);
  };
  return (
    <section aria-label="At the vendors" className="vendors">
      <h3>At the vendors</h3>
      <div className="vendor-actions">
        {offered.map((action) => (
          <button
            key={action.id}
            type="button"
            className="button"
            aria-busy={busy === action.id}
            onClick={() => void press(action)}
          >
            {action.label}
          </button>
        ))}
      </div>
      <div role="log" aria-label="What the sync did">
        {reports.map(({ number, label, lines }) => (
          <div key={number} className="vendor-report">
            <strong>{label}</strong>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
        ))}
      </div>
    </section>
  );
}
