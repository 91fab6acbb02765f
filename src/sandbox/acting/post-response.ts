import { readMessageBlocks } from '../blocks/read-blocks.ts';
import { LIMITS } from '../coverage.ts';
import { isText, type JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import { appById, installationFor, type Platform } from '../world/platform.ts';
import type { ResponseTarget } from '../world/response-urls.ts';

/** Posts what an app sent to a response URL or as the answer to a slash command. */
export function postResponse(platform: Platform, target: ResponseTarget, body: JsonObject): void {
  const original =
    target.originalTs === undefined ? undefined : platform.messages.find(target.channelId, target.originalTs);
  if (body.delete_original === true) {
    if (original) platform.messages.remove(original);
    return;
  }
  const blocks = readMessageBlocks(body.blocks);
  const text = isText(body.text) ? body.text : '';
  if (text === '' && (blocks === undefined || blocks.length === 0)) throw new SlackError('no_text');
  if (text.length > LIMITS.messageText) throw new SlackError('msg_too_long');
  if (body.replace_original === true && original) {
    if (!original.isGone) platform.messages.rewrite(original, text, blocks ?? []);
    return;
  }
  const app = appById(platform, target.appId);
  const installation = installationFor(app, target.teamId);
  if (!installation) throw new Error(`app ${app.id} is not installed in ${target.teamId}`);
  platform.messages.post({
    channelId: target.channelId,
    user: installation.botUserId,
    botId: installation.botId,
    appId: app.id,
    text,
    blocks: blocks ?? [],
    ...(body.response_type === 'in_channel' ? {} : { ephemeralFor: target.userId }),
  });
}
