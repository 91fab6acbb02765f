import type { AckResult } from '../delivery/deliveries.ts';
import type { EventSender } from '../delivery/send-event.ts';
import type { JsonObject } from '../json.ts';
import type { Channel } from '../world/channels.ts';
import type { Message } from '../world/messages.ts';
import type { Platform } from '../world/platform.ts';

/** Tells every app that should hear of a typed message: of its direct message, or of being mentioned. */
export async function announceTyped(
  platform: Platform,
  events: EventSender,
  channel: Channel,
  message: Message,
): Promise<AckResult[]> {
  const common = {
    user: message.user,
    text: message.text,
    ts: message.ts,
    channel: channel.id,
    event_ts: message.ts,
  };
  const sendings: Promise<AckResult | undefined>[] = [];
  for (const app of platform.apps) {
    for (const installation of app.installations) {
      if (!channel.members.has(installation.botUserId)) continue;
      const team = { team: installation.teamId };
      if (channel.kind === 'im') {
        const event: JsonObject = { type: 'message', channel_type: 'im', ...common, ...team };
        sendings.push(events.send('message.im', app, installation, event));
      } else if (message.text.includes(`<@${installation.botUserId}>`)) {
        const event: JsonObject = { type: 'app_mention', ...common, ...team };
        sendings.push(events.send('app_mention', app, installation, event));
      }
    }
  }
  const results = await Promise.all(sendings);
  return results.filter((result) => result !== undefined);
}
