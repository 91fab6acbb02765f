import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Person } from '../acting/person.ts';
import { isText } from '../json.ts';
import type { Platform } from '../world/platform.ts';
import { describeScreen } from './describe-screen.ts';
import { channelsSeenBy, describeWorld } from './describe-world.ts';
import { openEventStream, streamLooks } from './event-stream.ts';
import { guardControl } from './guard-control.ts';
import { isPersonAction, PERSON_ACTIONS, showViews } from './person-actions.ts';
import { streamChanges } from './stream-changes.ts';

export interface Control {
  readonly platform: Platform;
  readonly controlToken: string;
  actAs(idOrHandle: string): Person;
}

const faultShape = z.object({
  match: z.object({ method: z.string().optional(), kind: z.string().optional(), app: z.number().optional() }),
  kind: z.enum(['latency', 'error', 'http500', 'ratelimit', 'lost-reply', 'drop', 'duplicate-delivery']),
  times: z.number().int().positive().optional(),
  ms: z.number().nonnegative().optional(),
  error: z.string().optional(),
  retryAfterS: z.number().nonnegative().optional(),
});

/** What a person cannot do is a conflict with the state of the world, told in words. */
const tellRefusal: ErrorRequestHandler = (error, _request, response, _next) => {
  const isBadBody = error instanceof z.ZodError;
  response
    .status(isBadBody ? 400 : 409)
    .json({ error: isBadBody ? z.prettifyError(error) : String(error.message) });
};

/** The sandbox by remote control, for a page or another process; see `guardControl` for who may. */
export function controlRoutes({ platform, controlToken, actAs }: Control): Router {
  const act: RequestHandler<{ person: string; action: string }> = async (request, response) => {
    const { person, action } = request.params;
    if (!isPersonAction(action)) {
      response.status(404).json({ error: `no action ${action}` });
      return;
    }
    const result = await PERSON_ACTIONS[action](actAs(person), request.body);
    response.json({ result: result ?? null });
  };
  return Router()
    .use(guardControl(controlToken, () => platform.origin))
    .get('/world', (_request, response) => void response.json(describeWorld(platform)))
    .get('/record', (_request, response) => void response.json(platform.record))
    .get('/changes', (_request, response) => streamChanges(platform, response))
    .get('/people/:person/channels', (request, response) => {
      response.json(channelsSeenBy(platform, request.params.person));
    })
    .get('/people/:person/messages', (request, response) => {
      const { channel } = request.query;
      response.json(actAs(request.params.person).visibleMessages(isText(channel) ? channel : ''));
    })
    .get('/people/:person/views', (request, response) => {
      response.json(showViews(actAs(request.params.person)));
    })
    .get('/people/:person/screen', (request, response) => {
      const person = actAs(request.params.person);
      const stream = openEventStream(response, platform.changes);
      streamLooks(stream, platform.changes, 'screen', () => describeScreen(platform, person));
    })
    .post('/people/:person/:action', act)
    .post('/faults', (request, response) => {
      platform.faults.inject(faultShape.parse(request.body));
      response.json({ result: null });
    })
    .delete('/faults', (_request, response) => {
      platform.faults.clear();
      response.json({ result: null });
    })
    .use(tellRefusal);
}
