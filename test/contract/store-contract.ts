import { describe } from 'vitest';
import { describeAuditHistory } from './audit-history.ts';
import { describeCodes } from './codes.ts';
import type { ContractHarness } from './contract-harness.ts';
import { describeCrashes } from './crashes.ts';
import { describeDelegations } from './delegations.ts';
import { describeDeviceChecks } from './device-checks.ts';
import { describeDirectory } from './directory.ts';
import { describeFreezes } from './freezes.ts';
import { describeGroups } from './groups.ts';
import { describeHelpRequests } from './help-requests.ts';
import { describeIsolation } from './isolation.ts';
import { describeLifecycle } from './lifecycle.ts';
import { describeGuards } from './lockouts.ts';
import { describeOidcRecords } from './oidc-records.ts';
import { describeOrganizations } from './organizations.ts';
import { describeOutbox } from './outbox.ts';
import { describeProviders } from './providers.ts';
import { describeRedeeming } from './redeeming.ts';
import { describeRequests } from './requests.ts';
import { describeReviews } from './reviews.ts';
import { describeScimResources } from './scim-resources.ts';
import { describeSignIns } from './sign-ins.ts';
import { describeSources } from './sources.ts';
import { describeTransactions } from './transactions.ts';
import { describeTwoProcesses } from './two-processes.ts';
import { describeVerifying } from './verifying.ts';

/** Everything the ports promise, for any adapter. */
export function describeStoreContract(name: string, harness: ContractHarness): void {
  describe(`store contract: ${name}`, () => {
    describeOrganizations(harness);
    describeDirectory(harness);
    describeSources(harness);
    describeGroups(harness);
    describeScimResources(harness);
    describeRequests(harness);
    describeHelpRequests(harness);
    describeDelegations(harness);
    describeFreezes(harness);
    describeVerifying(harness);
    describeDeviceChecks(harness);
    describeReviews(harness);
    describeProviders(harness);
    describeCodes(harness);
    describeGuards(harness);
    describeRedeeming(harness);
    describeOutbox(harness);
    describeOidcRecords(harness);
    describeSignIns(harness);
    describeIsolation(harness);
    describeTransactions(harness);
    describeAuditHistory(harness);
    describeTwoProcesses(harness);
    describeCrashes(harness);
    describeLifecycle(harness);
  });
}
