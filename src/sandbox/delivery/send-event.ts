import { setTimeout as wait } from 'node:timers/promises';
import { type EventSubscription, LIMITS } from '../coverage.ts';
import type { JsonObject } from '../json.ts';
import { newId } from '../world/identifiers.ts';
import type { Installation, InstalledApp } from '../world/installed-app.ts';
import { findTeam, type Platform } from '../world/platform.ts';
import type { AckResult, Deliveries } from './deliveries.ts';

export interface EventSender {
  /**
   * Sends an event to an installation if its manifest subscribes to it. Resolves after the first attempt, with
   * nothing if the app did not subscribe; repeats go on behind.
   */
  send(
    subscription: EventSubscription,
    app: InstalledApp,
    to: Installation,
    event: JsonObject,
  ): Promise<AckResult | undefined>;
  stop(): void;
}

function wrap(platform: Platform, app: InstalledApp, to: Installation, event: JsonObject): JsonObject {
  const enterpriseId = findTeam(platform, to.teamId).enterpriseId ?? null;
  const authorization = {
    enterprise_id: enterpriseId,
    team_id: to.teamId,
    user_id: to.botUserId,
    is_bot: true,
    is_enterprise_install: false,
  };
  const channel = typeof event.channel === 'string' ? platform.channels.find(event.channel) : undefined;
  return {
    token: app.verificationToken,
    team_id: to.teamId,
    context_team_id: to.teamId,
    context_enterprise_id: enterpriseId,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(platform.now() / 1000),
    authorizations: [authorization],
    is_ext_shared_channel: channel?.isExtShared ?? false,
  };
}

/** Events are the one delivery that Slack repeats: at once, then after the given delays, same event id. */
export function createEventSender(
  platform: Platform,
  deliveries: Deliveries,
  retryDelaysMs: readonly number[],
): EventSender {
  const stopping = new AbortController();

  async function repeat(app: InstalledApp, payload: JsonObject, first: AckResult): Promise<void> {
    let result = first;
    for (const [index, delayMs] of retryDelaysMs.slice(0, LIMITS.retriesOfEvents).entries()) {
      if (result.acked || stopping.signal.aborted) return;
      await wait(delayMs, undefined, { signal: stopping.signal, ref: false });
      result = await deliveries.send({
        app,
        kind: 'events_api',
        payload,
        acceptsResponse: false,
        retryNum: index + 1,
        retryReason: result.error === 'operation_timeout' ? 'http_timeout' : 'http_error',
      });
    }
  }

  return {
    async send(subscription, app, to, event) {
      if (!app.manifest.events.includes(subscription)) return undefined;
      const payload = wrap(platform, app, to, event);
      const first = await deliveries.send({ app, kind: 'events_api', payload, acceptsResponse: false });
      // Only stopping the sandbox can reject this, and then nobody waits for a repeat any more.
      repeat(app, payload, first).catch(() => undefined);
      return first;
    },
    stop: () => stopping.abort(),
  };
}
