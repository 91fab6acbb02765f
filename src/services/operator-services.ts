import type { Organization } from '../domain/organization/organization.ts';
import type { OpenImportStaging } from '../ports/directory/import-staging.ts';
import { createFindMissingKeys } from './audit/find-missing-keys.ts';
import { createListAudit } from './audit/list-audit.ts';
import { createVerifyAudit } from './audit/verify-audit.ts';
import { createAddClient } from './clients/add-client.ts';
import { createChangeClient } from './clients/change-client.ts';
import { createListClients } from './clients/list-clients.ts';
import { createRemoveClient } from './clients/remove-client.ts';
import { createRotateClientSecret } from './clients/rotate-client-secret.ts';
import { createConfirmByOperator, createIssueByOperator } from './codes/issue-by-operator.ts';
import { createFindPeople, createNameUsers } from './directory/find-people.ts';
import { createFindUnhelpedOwners } from './directory/find-unhelped-owners.ts';
import { createImportDirectory } from './directory/import/import-directory.ts';
import { createLinkUser } from './directory/link-user.ts';
import { createListDirectory } from './directory/list-directory.ts';
import { createResolveConflict } from './directory/provision/resolve-conflict.ts';
import { createUnlinkUser } from './directory/unlink-user.ts';
import { createAddDomain } from './organization/add-domain.ts';
import { createConnectWorkspaceByOperator } from './organization/connect-workspace-by-operator.ts';
import { createCreateOrganization } from './organization/create-organization.ts';
import { createFreezeByOperator } from './organization/freeze/freeze-by-operator.ts';
import { createListGroups } from './organization/groups/list-groups.ts';
import { createListDomains } from './organization/list-domains.ts';
import { createRemoveDomain } from './organization/remove-domain.ts';
import { createRenameOrganization } from './organization/rename-organization.ts';
import { createSetPolicy } from './organization/set-policy.ts';
import { createUnverifyDomain } from './organization/unverify-domain.ts';
import type { LookUpTxt } from './organization/verification-record.ts';
import { createVerifyDomain } from './organization/verify-domain.ts';
import type { ProviderDeps } from './providers/open-provider.ts';
import { createProviderServices } from './providers/provider-services.ts';
import { createUnlockByOperator } from './redeeming/unlock-by-operator.ts';
import { createReviewByOperator } from './requests/break-glass/review-by-operator.ts';
import { createDeviceProviderServices } from './requests/device-check/provider-services.ts';
import type { DeviceCheckDeps } from './requests/device-check/run-checks.ts';
import type { SyncDeps } from './sources/run/run-sync.ts';
import { createSourceServices } from './sources/source-services.ts';

export type OperatorServices = ReturnType<typeof createOperatorServices>;

/** Every use case of the command line, over one store; `close` releases it. */
export function createOperatorServices(
  deps: SyncDeps &
    DeviceCheckDeps &
    ProviderDeps & { readonly lookUpTxt: LookUpTxt; readonly openImportStaging: OpenImportStaging },
) {
  const { store } = deps;
  return {
    /** oldest first */
    listOrganizations: (): Promise<Organization[]> => store.read.organizations.list(),
    createOrganization: createCreateOrganization(deps),
    renameOrganization: createRenameOrganization(deps),
    importDirectory: createImportDirectory(deps),
    findPeople: createFindPeople(deps),
    nameUsers: createNameUsers(deps),
    listDirectory: createListDirectory(deps),
    listGroups: createListGroups(deps),
    addDomain: createAddDomain(deps),
    verifyDomain: createVerifyDomain(deps),
    unverifyDomain: createUnverifyDomain(deps),
    removeDomain: createRemoveDomain(deps),
    listDomains: createListDomains(deps),
    addClient: createAddClient(deps),
    changeClient: createChangeClient(deps),
    rotateClientSecret: createRotateClientSecret(deps),
    removeClient: createRemoveClient(deps),
    listClients: createListClients(deps),
    issueByOperator: createIssueByOperator(deps),
    confirmByOperator: createConfirmByOperator(deps),
    findUnhelpedOwners: createFindUnhelpedOwners(deps),
    freezes: createFreezeByOperator(deps),
    reviews: createReviewByOperator(deps),
    setPolicy: createSetPolicy(deps),
    unlockByOperator: createUnlockByOperator(deps),
    linkUser: createLinkUser(deps),
    unlinkUser: createUnlinkUser(deps),
    resolveConflict: createResolveConflict(deps),
    connectWorkspaceByOperator: createConnectWorkspaceByOperator(deps),
    listAudit: createListAudit(deps),
    verifyAudit: createVerifyAudit(deps),
    findMissingKeys: createFindMissingKeys(deps),
    deviceProvider: createDeviceProviderServices(deps),
    sources: createSourceServices(deps),
    providers: createProviderServices(deps),
    ping: () => store.ping(),
    close: () => store.close(),
  };
}
