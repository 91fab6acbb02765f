import type { EventSubscription } from '../coverage.ts';
import type { AckResult } from '../delivery/deliveries.ts';
import type { PersonFixture } from '../workspace.ts';
import type { PersonChange } from '../world/people.ts';
import { isVisibleTo, presentUser } from '../world/present-user.ts';
import type { ActingDependencies } from './actor.ts';

async function announce(
  { platform, events }: ActingDependencies,
  type: EventSubscription & ('team_join' | 'user_change'),
  person: PersonFixture,
): Promise<AckResult[]> {
  const sendings = platform.apps.flatMap((app) =>
    app.installations
      .filter((installation) => isVisibleTo(platform, person, installation))
      .map((installation) => {
        const user = presentUser(platform, person, installation, app.manifest.scopes);
        const eventTs = (platform.now() / 1000).toFixed(6);
        return events.send(type, app, installation, { type, user, event_ts: eventTs });
      }),
  );
  return (await Promise.all(sendings)).filter((result) => result !== undefined);
}

export function changePerson(
  dependencies: ActingDependencies,
  idOrHandle: string,
  change: PersonChange,
  event: 'sent' | 'lost' = 'sent',
): Promise<AckResult[]> {
  const { people } = dependencies.platform;
  const changed = people.change(people.getByIdOrHandle(idOrHandle).id, change);
  return event === 'lost' ? Promise.resolve([]) : announce(dependencies, 'user_change', changed);
}

export function joinTeam(dependencies: ActingDependencies, person: PersonFixture): Promise<AckResult[]> {
  dependencies.platform.people.add(person);
  return announce(dependencies, 'team_join', person);
}
