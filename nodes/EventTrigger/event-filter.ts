import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { FieldFilter, TriggerFilter } from '../shared/hub';
import { listOf, orderFilter } from '../shared/order-filter';
import { minutesOf } from '../shared/trigger/minutes-of';
import { ABOUT_MESSAGES, NEGLECTED } from './event-options';
import { fieldFilters } from './field-filters';

const DEFAULT_EVENTS = ['contact.created'];
const DEFAULT_WITHIN = 24;

/**
 * Which events a trigger waits for. What is asked of one kind of event holds back no other. Throws a UserError for what makes
 * no sense.
 */
export function eventFilter(parameters: IDataObject): TriggerFilter {
  const chosen = parameters.events === undefined ? DEFAULT_EVENTS : listOf(parameters.events);
  const events = [...new Set([...chosen, ...listOf(parameters.otherEvents).map(checkType)])];
  const has = (types: readonly string[]): boolean => types.some((type) => events.includes(type));
  const filter: TriggerFilter = { events, ...orderFilter((parameters.filters ?? {}) as IDataObject) };
  if (has(NEGLECTED)) filter.afterMinutes = minutesOf(parameters, 'within', DEFAULT_WITHIN);
  // A parameter that the editor hides keeps its old value.
  const fields = OF_KINDS.filter(([types]) => has(types)).flatMap(([types, read]) =>
    read(parameters).map((field) => ({ ...field, only: [...types] })),
  );
  const all = [...fields, ...fieldFilters(parameters.conditions)];
  if (all.length > 0) filter.fields = all;
  const [shop] = listOf(parameters.shop);
  if (shop !== undefined) filter.shop = shop;
  return filter;
}

/** What is asked of some kinds of events only. */
const OF_KINDS: ReadonlyArray<readonly [types: readonly string[], read: (parameters: IDataObject) => FieldFilter[]]> = [
  [ABOUT_MESSAGES, messageFields],
  [['score.crossed'], scoreFields],
  [['contact.updated'], changeFields],
  [['tag.added', 'tag.removed'], ({ tags }) => oneOf('tag', listOf(tags))],
  [['list.joined', 'list.left'], ({ lists }) => oneOf(['list.id', 'list.name'], listOf(lists))],
];

function messageFields({ messageWorkflow, messageNode, messageChannel = 'any' }: IDataObject): FieldFilter[] {
  return [
    ...oneOf('message.workflow', listOf([messageWorkflow])),
    ...oneOf('message.node', listOf([messageNode])),
    ...(messageChannel === 'any' ? [] : oneOf('message.channel', listOf([messageChannel]))),
  ];
}

function scoreFields({ scoreName, scoreThreshold, scoreDirection = 'up' }: IDataObject): FieldFilter[] {
  return [
    ...oneOf('score.name', listOf([scoreName])),
    ...oneOf(['threshold.value', 'threshold.name', 'threshold.id'], listOf([scoreThreshold])),
    ...(scoreDirection === 'any' ? [] : oneOf('threshold.direction', listOf([scoreDirection]))),
  ];
}

function changeFields({ changedField, changedFrom, changedTo }: IDataObject): FieldFilter[] {
  const [field] = listOf([changedField]);
  if (field === undefined) return [];
  const change = `changes.${field}`;
  return [
    { field: change, operator: 'exists' },
    ...oneOf(`${change}.from`, listOf(changedFrom)),
    ...oneOf(`${change}.to`, listOf(changedTo)),
  ];
}

function oneOf(field: FieldFilter['field'], values: string[]): FieldFilter[] {
  return values.length === 0 ? [] : [{ field, operator: 'oneOf', value: values }];
}

function checkType(type: string): string {
  if (
    /^[a-z0-9_-]+(\.[a-z0-9_-]+)*(\.\*)?$/i.test(type) &&
    (!type.endsWith('.*') || !type.slice(0, -2).includes('.'))
  ) {
    return type;
  }
  throw new UserError(
    `"${type}" is not the type of an event. Write it as custom.quiz_finished, or custom.* for all of them.`,
  );
}
