import { mail, onEvents, wait } from '../journey';

export type AfterCrash = 'retry' | 'hold';

/** What each contact is to go through, by the number of its order: the same in every undisturbed run. */
export interface Expected {
  readonly path: readonly string[];
  readonly subjects: readonly string[];
  /** How often the foreign service is called. */
  readonly calls: number;
}

export function expectedOf(order: number, afterCrash: AfterCrash): Expected {
  if (order % 2 === 1) return { path: ['On event', 'Even?', 'Odd mail'], subjects: [`odd ${afterCrash}`], calls: 0 };
  return {
    path: ['On event', 'Even?', 'First mail', 'Wait', 'Call', 'Second wait', 'Last mail'],
    subjects: [`first ${afterCrash}`, `last ${afterCrash}`],
    calls: 1,
  };
}

/** A journey with a split, mails, waits and a call of a service that is not ours. */
export function crashJourney(afterCrash: AfterCrash, service: string): object {
  const even = {
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
  const call = {
    name: 'Call',
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4.2,
    parameters: { url: `=${service}/${afterCrash}/{{ $('On event').item.json.order.number }}`, options: {} },
  };
  const nodes = [
    onEvents('order.placed'),
    even,
    mail(`first ${afterCrash}`, 'First mail'),
    wait(1, 'seconds'),
    call,
    { ...wait(1, 'seconds'), name: 'Second wait' },
    mail(`last ${afterCrash}`, 'Last mail'),
    mail(`odd ${afterCrash}`, 'Odd mail'),
  ];
  const to = (node: string) => [{ node, type: 'main', index: 0 }];
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
      'On event': { main: [to('Even?')] },
      'Even?': { main: [to('First mail'), to('Odd mail')] },
      'First mail': { main: [to('Wait')] },
      Wait: { main: [to('Call')] },
      Call: { main: [to('Second wait')] },
      'Second wait': { main: [to('Last mail')] },
    },
    settings: { executionOrder: 'v1', aftercart: { afterCrash } },
  };
}
