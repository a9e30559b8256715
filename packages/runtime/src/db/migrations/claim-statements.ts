/** How executions are claimed fairly and by several processes, and what had begun when one of them died. */
export function claimStatements(isPostgres: boolean): string[] {
  const instant = isPostgres ? 'BIGINT' : 'INTEGER';
  return [
    'ALTER TABLE execution ADD COLUMN lease_owner TEXT',
    `ALTER TABLE execution ADD COLUMN lease_until ${instant}`,
    'ALTER TABLE execution ADD COLUMN begun_node TEXT',
    // The oldest due of each workflow.
    'CREATE INDEX execution_lane ON execution (workflow, wake_at) WHERE wake_at IS NOT NULL',
    'ALTER TABLE message ADD COLUMN lease_owner TEXT',
    // The few that wait for a person, among millions.
    `CREATE INDEX execution_dead ON execution (workspace, id) WHERE status IN ('crashed', 'held')`,
    `CREATE INDEX message_dead ON message (workspace, created_at) WHERE status IN ('failed', 'uncertain')`,
  ];
}
