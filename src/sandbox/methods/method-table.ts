import type { MethodName } from '../coverage.ts';
import { appsConnectionsOpen, authTest, teamInfo } from './auth-methods.ts';
import {
  chatDelete,
  chatGetPermalink,
  chatPostEphemeral,
  chatPostMessage,
  chatUpdate,
} from './chat-methods.ts';
import {
  conversationsHistory,
  conversationsInfo,
  conversationsList,
  conversationsMembers,
  conversationsOpen,
} from './conversations-methods.ts';
import type { MethodHandler } from './method-context.ts';
import { usersInfo, usersList, usersLookupByEmail } from './users-methods.ts';
import { viewsOpen, viewsPublish, viewsPush, viewsUpdate } from './views-methods.ts';

/** Every method that needs a caller; `api.test` needs none and is answered at the door. */
export const METHOD_HANDLERS: Record<Exclude<MethodName, 'api.test'>, MethodHandler> = {
  'auth.test': authTest,
  'apps.connections.open': appsConnectionsOpen,
  'users.info': usersInfo,
  'users.list': usersList,
  'users.lookupByEmail': usersLookupByEmail,
  'team.info': teamInfo,
  'conversations.open': conversationsOpen,
  'conversations.info': conversationsInfo,
  'conversations.list': conversationsList,
  'conversations.members': conversationsMembers,
  'conversations.history': conversationsHistory,
  'chat.postMessage': chatPostMessage,
  'chat.postEphemeral': chatPostEphemeral,
  'chat.update': chatUpdate,
  'chat.delete': chatDelete,
  'chat.getPermalink': chatGetPermalink,
  'views.open': viewsOpen,
  'views.update': viewsUpdate,
  'views.push': viewsPush,
  'views.publish': viewsPublish,
};
