import { randomUUID } from 'node:crypto';

import type { Database, entities } from '../../../../packages/runtime/src/db';
import {
  Arbiter,
  MessageStore,
  MessageWriter,
  readJudgement,
  replaceSendingRules,
  type ArbiterDependencies,
  type Judgement,
} from '../../../../packages/runtime/src/messages';
import { claimDue } from '../../../../packages/runtime/src/messages/sql/claim-due';
import { agree, START, stoppedClock } from '../sample-mails';

export interface Journey {
  readonly priority?: number;
  readonly holdout?: number;
}

/** What an empty workspace has. */
export async function storeWorkspace(database: Database): Promise<void> {
  await database.write((tx) =>
    tx.run(
      `INSERT INTO workspace (id, name, time_zone, locale, created_at) VALUES (1, 'Lenses', 'UTC', 'en', ?)
       ON CONFLICT (id) DO NOTHING`,
      [START],
    ),
  );
}

export async function storeMessage(
  database: Database,
  { createdAt = START, ...fields }: Partial<entities.Message> = {},
): Promise<string> {
  const message = {
    ...{ id: randomUUID(), contact: 1, workflow: null, execution: null, channel: 'email', purpose: 'promotional' },
    ...{ dueAt: createdAt, onCap: 'defer', onClosed: 'defer', deferAtMost: null, sender: 'shop@shop.example' },
    ...fields,
  };
  const { id, execution, workflow, contact, channel, purpose, dueAt, onCap, onClosed, deferAtMost, sender } = message;
  await database.write((tx) =>
    tx.run(
      `INSERT INTO message (id, workspace, execution, workflow, visit, item, contact, channel, purpose, sender, recipient,
         locale, subject, html, text, verdict, reason, status, attempts, due_at, created_at, on_cap, on_closed, defer_at_most)
       VALUES (?, 1, ?, ?, 0, 0, ?, ?, ?, ?, ?, 'en', 'Hello', '', '', 'send', '', 'queued', 0, ?, ?, ?, ?, ?)`,
      [
        ...[id, execution, workflow, contact, channel, purpose, sender, `contact-${contact}@example.com`],
        ...[dueAt, createdAt, onCap, onClosed, deferAtMost],
      ],
    ),
  );
  return id;
}

/** The arbiter on a database, with journeys that are known by name, on a clock that only the test moves. */
export async function openArbiter(database: Database, ports: Partial<ArbiterDependencies> = {}) {
  await storeWorkspace(database);
  const clock = stoppedClock();
  const journeys: Record<string, Journey> = {};
  const standingOf = (workflow: string | null) => ({ priority: 50, holdout: 0, ...journeys[workflow ?? ''] });
  const nameOf = new Map<number, string>();
  const arbiter = new Arbiter({
    clock,
    journeys: {
      standing: async (_tx, { workflow }) =>
        workflow === null ? undefined : { isPaused: false, review: async () => undefined, ...standingOf(workflow) },
      priorityOf: async (_tx, execution) => standingOf(nameOf.get(execution ?? 0) ?? null).priority,
    },
    ...ports,
  });

  return {
    arbiter,
    clock,
    journeys,
    rules: (rules: object) => replaceSendingRules(database, 1, rules),

    async contacts(...ids: number[]): Promise<void> {
      await database.write(async (tx) => {
        for (const id of ids) await agree(tx, id);
      });
    },

    /** A message of a journey, by its name; each name is one execution. */
    async ofJourney(workflow: string, fields: Partial<entities.Message> = {}): Promise<string> {
      const execution = [...nameOf.values()].length + 1;
      nameOf.set(execution, workflow);
      return await storeMessage(database, { workflow, execution, createdAt: clock.now(), ...fields });
    },

    /** Judges what is due, `limit` at a time, and sends what goes. @returns the ids of what went */
    async judge(limit = 5): Promise<string[]> {
      const went: string[] = [];
      for (;;) {
        const due = await database.write(async (tx) => {
          const claimed = await claimDue(tx, {
            now: clock.now(),
            limit,
            sender: null,
            provider: 'smtp',
            owner: 'test',
          });
          const objections = await arbiter.judge(tx, claimed);
          for (const { id } of claimed) {
            if (!objections.has(id)) {
              went.push(id);
              await tx.run(`UPDATE message SET status = 'sent', due_at = NULL, sent_at = ? WHERE id = ?`, [
                clock.now(),
                id,
              ]);
            }
          }
          return claimed.length;
        });
        if (due === 0) return went;
      }
    },

    async message(id: string): Promise<entities.Message & { readonly judged: Judgement | null }> {
      const message = await new MessageStore(database, new MessageWriter()).get(1, id);
      return { ...message, judged: readJudgement(message.judgement) };
    },
  };
}
