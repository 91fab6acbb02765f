import { initialSchema } from './schema-1-initial.ts';
import { redeemingSchema } from './schema-2-redeeming.ts';
import { oidcRecordsSchema } from './schema-3-oidc-records.ts';
import { refusedRedeemsSchema } from './schema-4-refused-redeems.ts';
import { oneDeliveryGuardSchema } from './schema-5-one-delivery-guard.ts';
import { loginsSchema } from './schema-6-logins.ts';
import { noticeRoutesSchema } from './schema-7-notice-routes.ts';
import { endingsSchema } from './schema-8-endings.ts';
import { signInsSchema } from './schema-9-sign-ins.ts';
import { sourcesSchema } from './schema-10-sources.ts';
import { domainChecksSchema } from './schema-11-domain-checks.ts';
import { requestTermsSchema } from './schema-12-request-terms.ts';
import { freezesSchema } from './schema-13-freezes.ts';
import { mailSchema } from './schema-14-mail.ts';
import { userChangesSchema } from './schema-15-user-changes.ts';
import { readingHabitsSchema } from './schema-16-reading-habits.ts';
import { historySchema } from './schema-17-history.ts';
import { lanesSchema } from './schema-18-lanes.ts';
import { deviceChecksSchema } from './schema-19-device-checks.ts';
import { reviewsSchema } from './schema-20-reviews.ts';
import { helpRequestsSchema } from './schema-21-help-requests.ts';
import { delegationsSchema } from './schema-22-delegations.ts';
import { searchWordsSchema } from './schema-23-search-words.ts';
import { providersSchema } from './schema-24-providers.ts';
import { vendorCodesSchema } from './schema-25-vendor-codes.ts';

/**
 * The steps from an empty file to the present schema; a file at version n has the first n behind it. A step that was
 * ever released is never changed: add the next one.
 */
export const migrations: readonly string[] = [
  initialSchema,
  redeemingSchema,
  oidcRecordsSchema,
  refusedRedeemsSchema,
  oneDeliveryGuardSchema,
  loginsSchema,
  noticeRoutesSchema,
  endingsSchema,
  signInsSchema,
  sourcesSchema,
  domainChecksSchema,
  requestTermsSchema,
  freezesSchema,
  mailSchema,
  userChangesSchema,
  readingHabitsSchema,
  historySchema,
  lanesSchema,
  deviceChecksSchema,
  reviewsSchema,
  helpRequestsSchema,
  delegationsSchema,
  searchWordsSchema,
  providersSchema,
  vendorCodesSchema,
];
