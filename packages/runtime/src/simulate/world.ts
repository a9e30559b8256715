import type { CalendarStore } from '../calendar';
import type { Consents } from '../consent';
import type { AttributeStore, ContactStore, ContactWriter, ListStore } from '../contacts';
import type { PoolStore } from '../coupons';
import type { Database } from '../db';
import type { Engine, ExecutionStore, LiveWorkflows } from '../engine';
import type { EventLog, Publish, RouteEvent } from '../events';
import type { InsightsJob } from '../insights';
import type { MessageStore, Outbox, PushDevices, SenderStore } from '../messages';
import type { N8nHost } from '../n8n-host';
import type { Scores } from '../scores';
import type { ShopStore } from '../shops';
import type { WorkflowStore } from '../workflows';
import type { VirtualClock } from './virtual-clock';

/** Something that looks for what is due, when it is told to. */
export interface Look {
  look(): Promise<void>;
}

/**
 * The product that a simulation runs on: wired as the server is, on a database in memory, a clock of its own and a
 * mailbox instead of a mail server. It does not listen, and none of its jobs has been started.
 */
export interface World {
  readonly workspace: number;
  readonly clock: VirtualClock;
  readonly database: Database;
  readonly host: Pick<N8nHost, 'nodeTypes' | 'workflowOf'>;
  readonly engine: Pick<Engine, 'wake' | 'settled' | 'versions'>;
  readonly executions: ExecutionStore;
  readonly workflows: WorkflowStore;
  readonly live: Pick<LiveWorkflows, 'activate'>;
  readonly outbox: Pick<Outbox, 'drain'>;
  readonly messages: MessageStore;
  readonly events: EventLog;
  readonly route: RouteEvent;
  readonly publish: Publish;
  readonly shops: ShopStore;
  readonly contacts: ContactStore;
  readonly writer: ContactWriter;
  readonly attributes: AttributeStore;
  readonly lists: ListStore;
  readonly consents: Consents;
  readonly pushDevices: Pick<PushDevices, 'keep'>;
  readonly scores: Pick<Scores, 'give'>;
  readonly calendarStore: Pick<CalendarStore, 'put'>;
  readonly couponPools: Pick<PoolStore, 'create' | 'fill'>;
  readonly insights: Pick<InsightsJob, 'request' | 'look'>;
  readonly senders: Pick<SenderStore, 'create'>;
  /** The jobs that a server does every so often, in the order in which they are done. */
  readonly looks: readonly Look[];
}
