import type { startMailServer } from '../mail-server';
import type { ServerProcess } from '../server-process';
import type { ForeignService } from './foreign-service';
import { expectedOf, type AfterCrash } from './journeys';
import { readAll } from './read-all';
import { emailOf } from './send-orders';

export interface Findings {
  /** What differs from an undisturbed run. Empty, if all is well. */
  readonly differences: string[];
  /** Calls that the foreign service got more than once, where the journey asks to try again. */
  readonly repeatedCalls: number;
  /** Executions that were held, and how many of those had made their call. */
  readonly held: number;
  readonly heldAfterCall: number;
  /** Messages of which nobody knew, and how many of those the mail server had accepted. */
  readonly inDoubt: number;
  readonly inDoubtAccepted: number;
  readonly mails: number;
}

interface World {
  readonly server: ServerProcess;
  readonly mail: Awaited<ReturnType<typeof startMailServer>>;
  readonly service: ForeignService;
  readonly workflows: ReadonlyMap<AfterCrash, string>;
  atRest(): Promise<void>;
}

/**
 * Compares what became of each contact with what an undisturbed run makes of it. Before that it does what an operator
 * does after a crash: it retries the executions that are held, and those mails in doubt that the mail server's log does
 * not know.
 */
export async function compare(orders: readonly number[], world: World): Promise<Findings> {
  const differences: string[] = [];
  const held = await lookAtHeld(world, differences);
  // What was held goes on, and sends mails.
  await world.atRest();
  const doubts = await lookAtDoubts(world, differences);
  await world.atRest();

  let repeatedCalls = 0;
  for (const [afterCrash, workflow] of world.workflows) {
    const executions = await readAll(world.server, `/executions?workflowId=${workflow}&includeData=true`);
    const byOrder = groupBy(executions, (execution) => Number(orderOf(execution)));
    for (const order of orders) {
      const found = byOrder.get(order) ?? [];
      const name = `order ${order}, ${afterCrash}`;
      const expected = expectedOf(order, afterCrash);
      if (found.length !== 1) differences.push(`${name}: ${found.length} executions`);
      for (const execution of found) {
        const path = pathOf(execution).join(' > ');
        if (execution.status !== 'success')
          differences.push(`${name}: ${execution.status} ${execution.error?.message}`);
        else if (path !== expected.path.join(' > ')) differences.push(`${name}: went ${path}`);
      }
      const calls = world.service.callsOf(afterCrash, order);
      if (calls < expected.calls || (expected.calls === 0 && calls > 0)) differences.push(`${name}: ${calls} calls`);
      repeatedCalls += Math.max(0, calls - expected.calls);
    }
    byOrder.forEach((_found, order) => {
      if (!orders.includes(order)) differences.push(`${afterCrash}: order ${order} was never acknowledged, yet ran`);
    });
  }
  compareMails(orders, world, differences);
  return {
    differences,
    repeatedCalls: repeatedCalls - held.heldAfterCall,
    ...held,
    ...doubts,
    mails: world.mail.mails.length,
  };
}

async function lookAtHeld({ server, service }: World, differences: string[]) {
  const held = await readAll(server, '/executions?status=held&includeData=true');
  let heldAfterCall = 0;
  for (const execution of held) {
    const order = Number(orderOf(execution));
    const calls = service.callsOf('hold', order);
    if (calls > 1) differences.push(`order ${order}: held, yet called ${calls} times`);
    if (execution.node !== 'Call') differences.push(`order ${order}: held at ${execution.node}`);
    heldAfterCall += calls;
    await server.api('POST', `/executions/${execution.id}/retry`);
  }
  return { held: held.length, heldAfterCall };
}

async function lookAtDoubts({ server, mail }: World, differences: string[]) {
  const messages = await readAll(server, '/messages');
  const accepted = new Set(mail.mails.map(({ messageId }) => messageId?.slice(1).split('@')[0]));
  const inDoubt = messages.filter(({ status }) => status === 'uncertain');
  for (const { id } of inDoubt) if (!accepted.has(id)) await server.api('POST', `/messages/${id}/retry`);
  for (const { id, status, error } of messages) {
    if (status === 'sent' && !accepted.has(id)) differences.push(`message ${id} is sent, but never arrived`);
    else if (status !== 'sent' && status !== 'uncertain')
      differences.push(`message ${id} is ${status}: ${error?.message}`);
  }
  return { inDoubt: inDoubt.length, inDoubtAccepted: inDoubt.filter(({ id }) => accepted.has(id)).length };
}

/** What the mail server accepted is what counts, whatever our own rows say. */
function compareMails(orders: readonly number[], { mail, workflows }: World, differences: string[]): void {
  const arrived = groupBy(mail.mails, ({ to }) => (Array.isArray(to) ? to[0]?.text : to?.text) ?? '');
  for (const order of orders) {
    const expected = [...workflows.keys()].flatMap((afterCrash) => expectedOf(order, afterCrash).subjects);
    const subjects = (arrived.get(emailOf(order)) ?? []).map(({ subject }) => subject ?? '');
    if (subjects.sort().join() !== [...expected].sort().join()) {
      differences.push(`order ${order}: got the mails [${subjects.join(', ')}], not [${expected.join(', ')}]`);
    }
  }
}

/** The nodes of an execution, each as often as it ran, in their order. */
function pathOf(execution: any): string[] {
  const runs = Object.entries(execution.data?.resultData?.runData ?? {}).flatMap(([name, tasks]) =>
    (tasks as Array<{ executionIndex: number }>).map(({ executionIndex }) => ({ name, executionIndex })),
  );
  return runs.sort((one, other) => one.executionIndex - other.executionIndex).map(({ name }) => name);
}

function orderOf(execution: any): string {
  return execution.data?.resultData?.runData?.['On event']?.[0]?.data?.main?.[0]?.[0]?.json?.order?.number;
}

function groupBy<Value, Key>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
