import { compareSql, numberSubject } from '../compare-sql';
import type { MessageCondition, MessageFilter } from '../condition';
import { join, sql, type Sql } from '../sql';
import { windowSql } from '../window';
import type { FactOf, FactScope } from './fact';

/** How many of the contact's messages had something become of them. Only what was sent counts. */
export const messageFact: FactOf<MessageCondition> = (leaf, scope) => {
  const conditions = [...messageConditions(leaf.where ?? {}, scope), becameOf(leaf.message, scope)];
  const value = sql`(SELECT COUNT(*) FROM message m WHERE ${join(conditions, ' AND ')})`;
  return {
    name: `message.${leaf.message}`,
    value,
    holds: compareSql(numberSubject(value), leaf, scope),
    read: Number,
  };
};

function messageConditions(filter: MessageFilter, scope: FactScope): Sql[] {
  const { id, which, channel, purpose, workflow, node, ...window } = filter;
  const conditions = [
    sql`m.contact = c.id AND m.workspace = ${scope.workspace} AND m.status = 'sent'`,
    windowSql('m.sent_at', window, scope),
  ];
  if (id !== undefined) conditions.push(sql`m.id = ${id}`);
  if (channel !== undefined) conditions.push(sql`m.channel = ${channel}`);
  if (purpose !== undefined) conditions.push(sql`m.purpose = ${purpose}`);
  if (workflow !== undefined) conditions.push(sql`m.workflow = ${workflow}`);
  if (node !== undefined) conditions.push(sql`m.node = ${node}`);
  if (which === 'latest') conditions.push(sql`m.id = ${latestMessage(scope)}`);
  return conditions;
}

/** The last message of an execution. Outside of a journey there is none. */
const latestMessage = ({ execution = -1, queuedMessage }: FactScope): Sql =>
  queuedMessage !== undefined
    ? sql`${queuedMessage}`
    : sql`(SELECT l.id FROM message l WHERE l.execution = ${execution} ORDER BY l.created_at DESC, l.visit DESC, l.id DESC LIMIT 1)`;

/** SQL: whether this became of the message `m`. */
export function becameOf(state: MessageCondition['message'], scope: Pick<FactScope, 'dialect'>): Sql {
  if (state === 'sent') return sql`1 = 1`;
  if (state === 'notOpened') return sql`NOT ${hasEvent('opened', scope)}`;
  if (state === 'notClicked') return sql`NOT ${hasEvent('clicked', scope)}`;
  // Who clicks has seen the message, also where no image told so.
  if (state === 'opened') return sql`(${hasEvent('opened', scope)} OR ${hasEvent('clicked', scope)})`;
  return hasEvent(state, scope);
}

/** SQL: whether tracking or a receipt told of the message `m`: an event of its contact that names it. */
function hasEvent(what: string, { dialect }: Pick<FactScope, 'dialect'>): Sql {
  const id = dialect.jsonAt('e.facts', ['message', 'id']);
  return sql`EXISTS (SELECT 1 FROM event e WHERE e.contact = m.contact AND e.type = ${`message.${what}`} AND ${id} = '"' || m.id || '"')`;
}
