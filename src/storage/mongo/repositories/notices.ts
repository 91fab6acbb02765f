import type { Model } from 'mongoose';
import type { CodeId, HelpRequestId, NoticeId, RequestId } from '../../../domain/ids.ts';
import {
  type Notice,
  type NoticeChannel,
  type NoticeContent,
  waitsFor,
} from '../../../domain/notices/notice.ts';
import type { NoticeReader, NoticeWriter } from '../../../ports/notices.ts';
import type { Context } from '../engine/context.ts';
import { definePart, defineSchema, type FieldsOf } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

export interface NoticeRow extends Omit<Notice, 'id' | 'destination' | 'channel'> {
  readonly _id: NoticeId;
  /** Missing in notices of earlier versions, which go by Slack. */
  readonly channel?: NoticeChannel;
  /** Missing in notices of earlier versions, which wait for no other. */
  readonly destination?: string;
  /** The end of its lease, before which no one else may claim it; 0 if it was never claimed. */
  readonly leasedUntil: number;
  /** The code, request or request for help whose end makes it due early: see `hasten`. */
  readonly waitsFor: CodeId | RequestId | HelpRequestId | null;
}

/** The fields of every kind of notice. */
const contentFields = {
  kind: String,
  codeId: String,
  userId: String,
  ownerId: String,
  why: String,
  action: String,
  by: String,
  target: String,
  changes: String,
  alarm: String,
  requestId: String,
  helpRequestId: String,
  helperId: String,
  news: String,
  approverId: String,
  asking: String,
  onBehalfOf: String,
  delegationId: String,
  from: String,
  to: String,
  endsAt: Number,
  sealedResponseUrl: String,
  readerId: String,
  managerId: String,
  channelId: String,
  ts: String,
  endedCodeId: String,
  requestsCancelled: Number,
  signInsStopped: Number,
  sourceId: String,
  runId: String,
  losing: Number,
  live: Number,
  names: String,
  problem: String,
  failed: Number,
  goodAt: Number,
  freezeId: String,
  reviewId: String,
  reason: String,
  requestsEnded: Number,
  codesLive: Number,
  count: Number,
  minutes: Number,
  until: Number,
  was: String,
  proposedBy: String,
  requestsReleased: Number,
  outcome: String,
} satisfies Record<FieldsOf<NoticeContent>, StringConstructor | NumberConstructor>;

export const noticeSchema = defineSchema<NoticeRow>({
  organizationId: { type: String, required: true },
  channel: String,
  slackTenantId: String,
  destination: String,
  content: { type: definePart<NoticeContent>(contentFields), required: true },
  dueAt: { type: Number, required: true },
  attempts: { type: Number, required: true },
  createdAt: { type: Number, required: true },
  leasedUntil: { type: Number, required: true },
  waitsFor: String,
});
noticeSchema.index({ waitsFor: 1, organizationId: 1 }, { name: 'waiting' });
noticeSchema.index({ dueAt: 1, _id: 1 }, { name: 'oldest_due' });
noticeSchema.index(
  { slackTenantId: 1, dueAt: 1, _id: 1, leasedUntil: 1, destination: 1 },
  { name: 'due_of_tenant' },
);

export function toNotice({ _id, leasedUntil, waitsFor, ...notice }: NoticeRow): Notice {
  return {
    id: _id,
    ...notice,
    channel: notice.channel ?? 'slack',
    slackTenantId: notice.slackTenantId ?? null,
    destination: notice.destination ?? _id,
  };
}

export function createNotices(notices: Model<NoticeRow>, context: Context) {
  const { run, insert } = context;
  const { list } = createTable(notices, toNotice, context);
  const reader: NoticeReader = {
    count: () => run(notices.countDocuments()),
    listOverdue: (dueBefore, limit) => list({ dueAt: { $lte: dueBefore } }, { dueAt: 1, _id: 1 }, limit),
  };
  const writer: NoticeWriter = {
    ...reader,
    enqueue: ({ id, ...notice }) =>
      insert(notices, { _id: id, ...notice, leasedUntil: 0, waitsFor: waitsFor(notice.content) }),
    async hasten(organizationId, subject, now) {
      const waiting = { organizationId, waitsFor: subject, dueAt: { $gt: now } };
      await run(notices.updateMany(waiting, { $set: { dueAt: now } }));
    },
  };
  return { reader, writer };
}
