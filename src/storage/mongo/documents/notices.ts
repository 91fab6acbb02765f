import { Schema } from 'mongoose';
import type { CodeId, NoticeId, RequestId } from '../../../domain/ids.ts';
import { type Notice, type NoticeContent, waitsFor } from '../../../domain/notices/notice.ts';
import { schemaOptions } from './schema-options.ts';

type FieldsOf<Content> = Content extends unknown ? keyof Content : never;

export interface NoticeRow extends Omit<Notice, 'id' | 'destination'> {
  readonly _id: NoticeId;
  /** Left out by earlier versions: such a one waits for no other. */
  readonly destination?: string;
  /** Nobody else may claim it before this moment; 0 if nobody has. */
  readonly leasedUntil: number;
  /** Names the round of claiming that took it. */
  readonly claim: string | null;
  /** What makes it due before its time, for `hasten`. */
  readonly waitsFor: CodeId | RequestId | null;
}

/** Every field any kind of notice has. */
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
  approverId: String,
  sealedResponseUrl: String,
  readerId: String,
  channelId: String,
  ts: String,
  endedCodeId: String,
  requestsCancelled: Number,
  signInsStopped: Number,
} satisfies Record<FieldsOf<NoticeContent>, StringConstructor | NumberConstructor>;

export const noticeSchema = new Schema<NoticeRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    slackTenantId: String,
    destination: String,
    content: {
      type: new Schema<NoticeContent>(contentFields, { ...schemaOptions, _id: false }),
      required: true,
    },
    dueAt: { type: Number, required: true },
    attempts: { type: Number, required: true },
    createdAt: { type: Number, required: true },
    leasedUntil: { type: Number, required: true },
    claim: String,
    waitsFor: String,
  },
  schemaOptions,
);
noticeSchema.index({ waitsFor: 1, organizationId: 1 }, { name: 'waiting' });
noticeSchema.index({ dueAt: 1, _id: 1 }, { name: 'oldest_due' });
noticeSchema.index(
  { slackTenantId: 1, dueAt: 1, _id: 1, leasedUntil: 1, destination: 1 },
  { name: 'due_of_tenant' },
);

export function toNotice(row: NoticeRow): Notice {
  return {
    id: row._id,
    organizationId: row.organizationId,
    slackTenantId: row.slackTenantId ?? null,
    destination: row.destination ?? row._id,
    content: { ...row.content },
    dueAt: row.dueAt,
    attempts: row.attempts,
    createdAt: row.createdAt,
  };
}

export function fromNotice(notice: Notice): NoticeRow {
  return {
    _id: notice.id,
    organizationId: notice.organizationId,
    slackTenantId: notice.slackTenantId,
    destination: notice.destination,
    content: { ...notice.content },
    dueAt: notice.dueAt,
    attempts: notice.attempts,
    createdAt: notice.createdAt,
    leasedUntil: 0,
    claim: null,
    waitsFor: waitsFor(notice.content),
  };
}
