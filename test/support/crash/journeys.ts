import { mail, onEvents, wait, type JourneyNode } from '../journey';

export type AfterCrash = 'retry' | 'hold';

/** What each contact is to go through, by the number of its order: the same in every undisturbed run. */
export interface Expected {
  readonly path: readonly string[];
  readonly subjects: readonly string[];
  /** How often the foreign service is called. */
  readonly calls: number;
}

/** Every fourth order is completed by the shop soon after it was placed: the event that a wait waits for. */
export const isCompleted = (order: number): boolean => order % 4 === 0;

export function expectedOf(order: number, afterCrash: AfterCrash): Expected {
  if (order % 2 === 1) return { path: ['On event', 'Even?', 'Odd mail'], subjects: [`odd ${afterCrash}`], calls: 0 };
  const begin = ['On event', 'Even?', 'First mail', 'Completed?'];
  const end = ['Call', 'Until', 'Last mail'];
  const [path, subject] = isCompleted(order)
    ? [[...begin, 'Wait', 'Sales', 'Thanks mail', ...end], `thanks ${afterCrash}`]
    : [[...begin, 'Reminder mail', 'Wait', 'Sales', ...end], `reminder ${afterCrash}`];
  return { path, subjects: [`first ${afterCrash}`, subject, `last ${afterCrash}`], calls: 1 };
}

/** A journey with splits, mails, waits of all kinds and a call of a service that is not ours. */
export function crashJourney(afterCrash: AfterCrash, service: string): object {
  const nodes: JourneyNode[] = [
    onEvents('order.placed'),
    EVEN,
    mail(`odd ${afterCrash}`, 'Odd mail'),
    mail(`first ${afterCrash}`, 'First mail'),
    COMPLETED,
    mail(`reminder ${afterCrash}`, 'Reminder mail'),
    { name: 'Wait', type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 1, unit: 'seconds' } },
    SALES,
    mail(`thanks ${afterCrash}`, 'Thanks mail'),
    {
      name: 'Call',
      type: 'n8n-nodes-base.httpRequest',
      typeVersion: 4.2,
      parameters: { url: `=${service}/${afterCrash}/${NUMBER}`, options: {} },
    },
    { ...wait(1, 'seconds', { mode: 'date', date: '={{ $now.plus({ seconds: 1 }).toISO() }}' }), name: 'Until' },
    mail(`last ${afterCrash}`, 'Last mail'),
  ];
  return {
    name: `Journey that asks for ${afterCrash}`,
    nodes: nodes.map((node, index) => ({
      id: `n${index}`,
      typeVersion: 1,
      position: [index * 200, 0],
      parameters: {},
      ...node,
    })),
    connections: {
      'On event': leadsTo('Even?'),
      'Even?': leadsTo('First mail', 'Odd mail'),
      'First mail': leadsTo('Completed?'),
      'Completed?': leadsTo('Reminder mail', 'Wait'),
      'Reminder mail': leadsTo('Wait'),
      Wait: leadsTo('Sales'),
      Sales: leadsTo('Thanks mail', 'Call'),
      'Thanks mail': leadsTo('Call'),
      Call: leadsTo('Until'),
      Until: leadsTo('Last mail'),
    },
    settings: { executionOrder: 'v1', aftercart: { afterCrash } },
  };
}

const NUMBER = `{{ $('On event').item.json.order.number }}`;

const EVEN: JourneyNode = {
  name: 'Even?',
  type: 'n8n-nodes-base.if',
  typeVersion: 2.2,
  parameters: {
    conditions: {
      options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
      conditions: [
        {
          id: '0',
          leftValue: '={{ Number($json.order.number) % 2 }}',
          rightValue: 0,
          operator: { type: 'number', operation: 'equals' },
        },
      ],
      combinator: 'and',
    },
  },
};

/**
 * Where the event comes, no crash may make it come too late; where none comes, a second is enough. The shop may be
 * faster than the journey, so that what it said since the order was placed counts.
 */
const COMPLETED: JourneyNode = {
  name: 'Completed?',
  type: 'n8n-nodes-aftercart.waitForEvent',
  parameters: {
    arms: {
      values: [
        { name: 'Completed', waitFor: 'event', events: ['order.completed'], about: 'order', lookBack: 'journey' },
      ],
    },
    atMost: `={{ Number($('On event').item.json.order.number) % 4 === 0 ? 3600 : 1 }}`,
    atMostUnit: 'seconds',
  },
};

const SALES: JourneyNode = {
  name: 'Sales',
  type: 'n8n-nodes-aftercart.splitBySalesData',
  parameters: {
    branches: {
      values: [
        { name: 'Completed', measure: 'count', operator: 'gte', value: 1, filters: { statuses: ['completed'] } },
      ],
    },
  },
};

function leadsTo(...nodes: string[]): { main: object[][] } {
  return { main: nodes.map((node) => [{ node, type: 'main', index: 0 }]) };
}
