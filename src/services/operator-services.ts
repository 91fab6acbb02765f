import type { Organization } from '../domain/organization.ts';
import type { OpenImportStaging } from '../ports/import-staging.ts';
import { createAddDomain } from './add-domain.ts';
import { createAddRelyingService } from './add-relying-service.ts';
import { createChangeRelyingService } from './change-relying-service.ts';
import { createCreateOrganization } from './create-organization.ts';
import type { ServiceDeps } from './deps.ts';
import { createFindMissingKeys } from './find-missing-keys.ts';
import { createFindPeople, createNameUsers } from './find-people.ts';
import { createFindUnhelpedOwners } from './find-unhelped-owners.ts';
import { createImportDirectory } from './import-directory.ts';
import { createConfirmByOperator, createIssueByOperator } from './issue-by-operator.ts';
import { createLinkUser } from './link-user.ts';
import { createLinkWorkspace } from './link-workspace.ts';
import { createListAudit } from './list-audit.ts';
import { createListDirectory } from './list-directory.ts';
import { createListDomains } from './list-domains.ts';
import { createListRelyingServices } from './list-relying-services.ts';
import { createRemoveDomain } from './remove-domain.ts';
import { createRemoveRelyingService } from './remove-relying-service.ts';
import { createRenameOrganization } from './rename-organization.ts';
import { createRotateClientSecret } from './rotate-client-secret.ts';
import { createSetPolicy } from './set-policy.ts';
import { createUnlinkUser } from './unlink-user.ts';
import { createUnlockUser } from './unlock-user.ts';
import { createUnverifyDomain } from './unverify-domain.ts';
import { createVerifyAudit } from './verify-audit.ts';
import { createVerifyDomain, type LookUpTxt } from './verify-domain.ts';

export type OperatorServices = ReturnType<typeof createOperatorServices>;

/** Every use case of the command line, over one store; `close` releases it. */
export function createOperatorServices(
  deps: ServiceDeps & { readonly lookUpTxt: LookUpTxt; readonly openImportStaging: OpenImportStaging },
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
    addDomain: createAddDomain(deps),
    verifyDomain: createVerifyDomain(deps),
    unverifyDomain: createUnverifyDomain(deps),
    removeDomain: createRemoveDomain(deps),
    listDomains: createListDomains(deps),
    addRelyingService: createAddRelyingService(deps),
    changeRelyingService: createChangeRelyingService(deps),
    rotateClientSecret: createRotateClientSecret(deps),
    removeRelyingService: createRemoveRelyingService(deps),
    listRelyingServices: createListRelyingServices(deps),
    issueByOperator: createIssueByOperator(deps),
    confirmByOperator: createConfirmByOperator(deps),
    findUnhelpedOwners: createFindUnhelpedOwners(deps),
    setPolicy: createSetPolicy(deps),
    unlockUser: createUnlockUser(deps),
    linkUser: createLinkUser(deps),
    unlinkUser: createUnlinkUser(deps),
    linkWorkspace: createLinkWorkspace(deps),
    listAudit: createListAudit(deps),
    verifyAudit: createVerifyAudit(deps),
    findMissingKeys: createFindMissingKeys(deps),
    ping: () => store.ping(),
    close: () => store.close(),
  };
}
