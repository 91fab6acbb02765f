import type { OrganizationId } from '../../../domain/ids.ts';
import type { Organization } from '../../../domain/organization/organization.ts';
import { completePolicy } from '../../../domain/organization/policy.ts';
import type { OrganizationReader, OrganizationWriter } from '../../../ports/organizations.ts';
import { type Row, readInteger, readObject, readText, readTexts } from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';
import { assertUpdated } from './assert-updated.ts';

/** One statement, so that a reader never sees an organization and its workspaces of two different moments. */
const SELECT = `
  SELECT o.*, (
    SELECT json_group_array(t.slack_tenant_id ORDER BY t.rowid) FROM slack_tenants t WHERE t.organization_id = o.id
  ) AS slack_tenant_ids
  FROM organizations o`;

export function createOrganizationReader(sql: Sql): OrganizationReader {
  return {
    findById: async (id) => {
      const row = sql.get(`${SELECT} WHERE o.id = :id`, { id });
      return row && readOrganization(row);
    },
    findBySlackTenant: async (slackTenantId) => {
      const row = sql.get(
        `${SELECT} WHERE o.id = (SELECT organization_id FROM slack_tenants WHERE slack_tenant_id = :slackTenantId)`,
        { slackTenantId },
      );
      return row && readOrganization(row);
    },
    list: async () => sql.all(`${SELECT} ORDER BY o.created_at, o.id`).map(readOrganization),
  };
}

export function createOrganizationWriter(sql: Sql): OrganizationWriter {
  function linkTenant(id: OrganizationId, slackTenantId: string): void {
    sql.run('INSERT INTO slack_tenants (slack_tenant_id, organization_id) VALUES (:slackTenantId, :id)', {
      slackTenantId,
      id,
    });
  }

  return {
    ...createOrganizationReader(sql),
    insert: async ({ id, name, policy, createdAt, slackTenantIds }) => {
      sql.run(
        'INSERT INTO organizations (id, name, policy, created_at) VALUES (:id, :name, :policy, :createdAt)',
        { id, name, policy: JSON.stringify(policy), createdAt },
      );
      for (const slackTenantId of slackTenantIds) linkTenant(id, slackTenantId);
    },
    addSlackTenant: async (id, slackTenantId) => {
      if (sql.get('SELECT 1 FROM organizations WHERE id = :id', { id }) === null) assertUpdated(0);
      const own = sql.get(
        'SELECT 1 FROM slack_tenants WHERE slack_tenant_id = :slackTenantId AND organization_id = :id',
        { slackTenantId, id },
      );
      if (own === null) linkTenant(id, slackTenantId);
    },
    rename: async (id, name) => {
      assertUpdated(sql.run('UPDATE organizations SET name = :name WHERE id = :id', { id, name }));
    },
    setPolicy: async (id, policy) => {
      const changed = sql.run('UPDATE organizations SET policy = :policy WHERE id = :id', {
        id,
        policy: JSON.stringify(policy),
      });
      assertUpdated(changed);
    },
  };
}

function readOrganization(row: Row): Organization {
  return {
    id: readText(row, 'id'),
    name: readText(row, 'name'),
    slackTenantIds: readTexts(row, 'slack_tenant_ids'),
    // A field that the policy did not have yet when it was written has its default.
    policy: completePolicy(readObject(row, 'policy')),
    createdAt: readInteger(row, 'created_at'),
  };
}
