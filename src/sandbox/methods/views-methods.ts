import { readView } from '../blocks/read-blocks.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { presentView, type View } from '../world/views.ts';
import { type MethodContext, optionalText, requireText } from './method-context.ts';

function answer(context: MethodContext, view: View): JsonObject {
  return { view: presentView(view, context.installation.botId) };
}

/** The view is read first: a refused view leaves the trigger unspent. */
export function viewsOpen(context: MethodContext): JsonObject {
  const { platform, app, args } = context;
  const content = readView(args.view, 'modal');
  const { userId, teamId } = platform.triggers.exchange(requireText(args, 'trigger_id'), app.id);
  return answer(context, platform.views.open({ appId: app.id, teamId, userId }, content));
}

/** Pushing needs a trigger that was born inside the open modal. */
export function viewsPush(context: MethodContext): JsonObject {
  const { platform, app, args } = context;
  const content = readView(args.view, 'modal');
  const trigger = platform.triggers.exchange(requireText(args, 'trigger_id'), app.id);
  const { userId, teamId, viewId } = trigger;
  const isOpen = platform.views.stackOf(userId).some((view) => view.id === viewId);
  if (!isOpen) throw new SlackError('not_found');
  return answer(context, platform.views.push({ appId: app.id, teamId, userId }, content));
}

export function viewsUpdate(context: MethodContext): JsonObject {
  const { platform, app, args } = context;
  const viewId = optionalText(args, 'view_id');
  const externalId = optionalText(args, 'external_id');
  const view =
    viewId === undefined
      ? platform.views.findByExternalId(app.id, externalId ?? '')
      : platform.views.find(viewId);
  if (!view || view.appId !== app.id) throw new SlackError('not_found');
  const content = readView(args.view, view.content.type === 'home' ? 'home' : 'modal');
  platform.views.rewrite(view, content, optionalText(args, 'hash'));
  return answer(context, view);
}

export function viewsPublish(context: MethodContext): JsonObject {
  const { platform, app, installation, args } = context;
  const userId = requireText(args, 'user_id');
  const content = readView(args.view, 'home');
  if (!platform.people.find(userId)) throw new SlackError('user_not_found');
  const owner = { appId: app.id, teamId: installation.teamId, userId };
  return answer(context, platform.views.publish(owner, content, optionalText(args, 'hash')));
}
