import { Schema } from 'mongoose';
import type { CodeId, NoticeId, RequestId } from '../../../domain/ids.ts';
import { type Notice, type NoticeContent, waitsFor } from '../../../domain/notices/notice.ts';
import { schemaOptions } from './schema-options.ts';

type FieldsOf<Content> = Content extends unknown ? keyof Content : never;

export interface NoticeRow extends Omit<Notice, 'id' | 'destination'> {
  readonly _id: NoticeId;
  /** Missing in notices of earlier versions, which wait for no other. */
  readonly destination?: string;
  /** The end of its lease, before which no one else may claim it; 0 if it was never claimed. */
  readonly leasedUntil: number;
  /** The code or request whose end makes it due early: see `hasten`. */
  readonly waitsFor: CodeId | RequestId | null;
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

export function toNotice({ _id, leasedUntil, waitsFor, ...notice }: NoticeRow): Notice {
  return {
    id: _id,
    ...notice,
    slackTenantId: notice.slackTenantId ?? null,
    destination: notice.destination ?? _id,
  };
}

export function fromNotice({ id, ...notice }: Notice): NoticeRow {
  return { _id: id, ...notice, leasedUntil: 0, waitsFor: waitsFor(notice.content) };
}
