import type { RequestHandler } from 'express';
import type { PageAction } from './page-options.ts';

/** The buttons there are now, as the page draws them. */
export function listOffered(actions: readonly PageAction[]): Pick<PageAction, 'id' | 'label'>[] {
  return actions.filter((action) => action.isOffered()).map(({ id, label }) => ({ id, label }));
}

/** Does one, and says what came of it and which buttons there are now. */
export function runAction(actions: readonly PageAction[]): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const action = actions.find(({ id }) => id === request.params.id);
    if (action === undefined) {
      response.status(404).json({ error: 'no such action' });
      return;
    }
    // Of two pages that press the same button, one is too late.
    const lines = action.isOffered()
      ? await action.run().catch((error: unknown) => [`It failed: ${String(error)}`])
      : ['That has happened already.'];
    response.json({ lines, actions: listOffered(actions) });
  };
}
