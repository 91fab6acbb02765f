import type { App, Receiver, ReceiverEvent } from '@slack/bolt';

/**
 * Bolt reads a click's channel and user before any listener sees it, and fails if Slack sent null. The person would get no
 * answer. So such fields are replaced by ones that Bolt passes on to us.
 */
export function tolerateGaps(receiver: Receiver): Receiver {
  return {
    init: (app) =>
      receiver.init({
        processEvent: (event: ReceiverEvent) => app.processEvent({ ...event, body: fillGaps(event.body) }),
      } as App),
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
  };
}

function fillGaps(body: ReceiverEvent['body']): ReceiverEvent['body'] {
  if (body.actions === undefined) return body;
  const { channel, user, ...rest } = body;
  return { ...rest, user: user ?? {}, ...(channel === null || channel === undefined ? {} : { channel }) };
}
