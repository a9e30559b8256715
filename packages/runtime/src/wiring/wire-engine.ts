import path from 'node:path';

import type { Coupons } from '../coupons';
import { CredentialStore } from '../credentials';
import type { Transaction } from '../db';
import {
  continueAt,
  CrashRecord,
  disarmExecution,
  Engine,
  ExecutionStore,
  FollowPublications,
  LiveWorkflows,
  rebind,
  saveExit,
  shiftWaits,
  type TriggersChanged,
} from '../engine';
import { EventLog } from '../events';
import { inProcessHub, type HubExecution, type People } from '../hub';
import {
  EndRules,
  JourneyControl,
  Journeys,
  Pauses,
  PendingEntries,
  PruneRefusals,
  priorityOf,
  standingOf,
  Sweeps,
  type Ended,
  type EnginePorts,
} from '../journeys';
import type { JourneyPort } from '../messages';
import { N8nHost } from '../n8n-host';
import type { Scores } from '../scores';
import { WorkflowStore } from '../workflows';
import type { Job } from './job';
import { ROOT } from './root';
import type { Foundation } from './wire-foundation';
import type { Messages } from './wire-messages';

/** What stands on the engine itself, and is there by the time that it is asked. */
interface Later {
  readonly triggersChanged: TriggersChanged;
  readonly scores: () => Scores;
  readonly coupons: Pick<Coupons, 'give' | 'create'>;
  readonly people: () => People;
}

export type EngineParts = Awaited<ReturnType<typeof wireEngine>>;

/** n8n's nodes, the engine that runs workflows with them, and the journeys that contacts take through these. */
export async function wireEngine(
  foundation: Foundation,
  { composing }: Pick<Messages, 'composing'>,
  { triggersChanged, scores, coupons, people }: Later,
) {
  const { config, database, clock, logger, serverName } = foundation;
  const workflows = new WorkflowStore(database, clock);
  const credentials = new CredentialStore(database, foundation.cipher, clock);
  const events = new EventLog(database);
  const host = await N8nHost.load({
    ...{ database, credentials, workflows, clock, logger },
    dataFolder: config.dataFolder,
    ownPackage: ROOT,
    publicUrl: config.publicUrl,
    timeZone: config.timeZone,
    leanPath: config.leanPath,
  });
  const pauses = new Pauses(database);
  const engine = new Engine({
    ...{ database, host, workflows, clock, logger, pauses },
    hubFor: (execution: HubExecution) =>
      inProcessHub(execution, {
        ...{ queries: database, clock, scores: scores(), coupons, people: people() },
        ...composing,
      }),
    publicUrl: config.publicUrl,
    recentPayload: (event) => events.recentPayload(event),
    ...(foundation.isCommand
      ? { only: new Set() }
      : { owner: serverName, crashRecord: new CrashRecord(path.join(config.dataFolder, 'in-hand'), logger) }),
  });
  const { versions } = engine;
  const endRules = new EndRules();
  const live = new LiveWorkflows({ database, host, workflows, engine, logger, endRules, triggersChanged });
  const entering = { clock, pauses, live, enter: engine.enter.bind(engine) };
  const pending = new PendingEntries({ ...entering, database, logger, events });
  const journeys = new Journeys({ ...entering, pending, endRules, versions });
  const ports: EnginePorts = {
    versions,
    leave: saveExit,
    continueAt,
    rebind,
    disarm: disarmExecution,
    shiftWaits,
    wake: () => engine.wake(),
    isInHand: (execution) => engine.inHand.has(execution),
  };
  const sweeps = new Sweeps({ database, clock, logger, pauses, ports });
  const control = new JourneyControl({
    ...{ database, clock, pauses, sweeps, ports },
    workflows: {
      get: (workspace, id) => workflows.get(workspace, id),
      publish: async (workspace, id) => (await live.activate(workspace, id)).id,
      deactivate: (workspace, id) => live.deactivate(workspace, id),
    },
  });
  /** What journeys say about their messages before these leave. */
  const leave = async (tx: Transaction, end: Ended) => {
    await saveExit(tx, end.execution, { ...end, now: clock.now() });
  };
  const messagePort: JourneyPort = {
    standing: (tx, message) => standingOf(tx, message, { versions, events, now: clock.now(), leave }),
    priorityOf: (tx, execution) => priorityOf(tx, versions, execution),
  };
  const pruning = new PruneRefusals({ database, clock, logger, keptDays: config.refusalsKeptDays });
  const jobs: Job[] = [pending, sweeps, pruning];
  return {
    ...{
      workflows,
      credentials,
      events,
      host,
      pauses,
      engine,
      endRules,
      live,
      pending,
      journeys,
      control,
      pruning,
      messagePort,
      jobs,
    },
    executions: new ExecutionStore(database, engine.inHand),
    follower: database.dialect === 'postgres' ? new FollowPublications(live, logger) : undefined,
  };
}
