import type { AssignmentExpression, Identifier, UpdateExpression } from 'acorn';

import { convertible } from '../guard/bounds';
import { bail, notCovered } from '../signals';
import type { Closure, Frame } from './closure';
import type { Reference } from './lexical-scope';
import { chainLink } from './members';
import { operation } from './operators';
import type { Site } from './site';

/** n8n's variables. Those that are not named here are not covered. */
const ROOTS = new Set(
  (
    '$json $data $binary $input $node $itemIndex $runIndex $now $today $prevNode $workflow $execution $executionId ' +
    '$vars $env $parameter $rawParameter $mode $nodeVersion $nodeId $webhookId $position $thisItemIndex ' +
    '$thisRunIndex $pageCount $response $request $value $credentials $secrets $responseItem $index $parent ' +
    '$collection $version $resumeWebhookUrl $self $tool'
  ).split(' '),
);

const CONSTANTS = new Map<string, unknown>([
  ['undefined', undefined],
  ['NaN', NaN],
  ['Infinity', Infinity],
]);

export function compileIdentifier({ name }: Identifier, site: Site): Closure {
  const variable = site.find(name);
  if (variable) return readVariable(variable);
  if (CONSTANTS.has(name)) {
    const value = CONSTANTS.get(name);
    return () => value;
  }
  if (!ROOTS.has(name)) return notCovered(name);
  return (evaluation) => {
    const value = evaluation.roots.value(name, evaluation);
    return typeof value === 'function' ? bail() : value;
  };
}

export function compileAssignment(node: AssignmentExpression, site: Site): Closure {
  const value = site.compile(node.right);
  const link = node.left.type === 'MemberExpression' ? chainLink(node.left, site) : undefined;
  if (link !== undefined) {
    if (node.operator !== '=') notCovered(node.operator);
    return (evaluation, frame) => (evaluation.chain[link] = value(evaluation, frame));
  }
  const variable = variableBehind(node.left, site);
  const write = writeVariable(variable);
  if (node.operator === '=') {
    return (evaluation, frame) => write(frame, value(evaluation, frame));
  }
  const read = readVariable(variable);
  const apply = operation(node.operator.slice(0, -1));
  return (evaluation, frame) => write(frame, apply(read(evaluation, frame), value(evaluation, frame)));
}

export function compileUpdate(node: UpdateExpression, site: Site): Closure {
  const variable = variableBehind(node.argument, site);
  const read = readVariable(variable);
  const write = writeVariable(variable);
  const step = node.operator === '++' ? 1 : -1;
  return (evaluation, frame) => {
    const before = Number(convertible(read(evaluation, frame)));
    write(frame, before + step);
    return node.prefix ? before + step : before;
  };
}

function variableBehind(node: { type: string; name?: string }, site: Site): Reference {
  const variable = node.type === 'Identifier' ? site.find(node.name ?? '') : undefined;
  return variable && !variable.isConstant ? variable : notCovered('an assignment to what is no variable');
}

function readVariable({ hops, slot }: Reference): Closure {
  if (hops === 0) return (_evaluation, frame) => frame?.[slot];
  if (hops === 1) return (_evaluation, frame) => frame?.[0]?.[slot];
  return (_evaluation, frame) => frameAt(frame, hops)?.[slot];
}

function writeVariable({ hops, slot }: Reference): (frame: Frame | null, value: unknown) => unknown {
  return (frame, value) => {
    const holder = frameAt(frame, hops);
    if (holder) holder[slot] = value;
    return value;
  };
}

function frameAt(frame: Frame | null, hops: number): Frame | null {
  let holder = frame;
  for (let left = hops; left > 0 && holder; left--) holder = holder[0];
  return holder;
}
