import { SlackError } from '../slack-error.ts';
import type { Platform } from '../world/platform.ts';

const lastPosts = new WeakMap<Platform, Map<string, number>>();

/** Slack's special tier for posting: about one message per second and channel, when the test asks for it. */
export function limitPosts(platform: Platform, channelId: string): void {
  if (!platform.postsPerSecondLimited) return;
  const ofPlatform = lastPosts.get(platform) ?? new Map<string, number>();
  lastPosts.set(platform, ofPlatform);
  const last = ofPlatform.get(channelId);
  if (last !== undefined && platform.now() - last < 1000) throw new SlackError('ratelimited', {}, 1);
  ofPlatform.set(channelId, platform.now());
}
