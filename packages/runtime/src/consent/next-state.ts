import type { ConsentState, ConsentStatement } from './consent';

/**
 * How a consent stands after a statement; undefined where the statement changes nothing.
 *
 * The latest statement counts, by the time at which the person made it: an order that is heard of late does not undo
 * a withdrawal that came after it. A withdrawal ends only by something that the person does: neither a list that
 * somebody imports, nor a purchase, nor what a journey concludes brings consent back. Whoever has agreed already is not asked again.
 * Who signs up once more is asked anew: what is pending waits from then on.
 */
export function nextState(current: ConsentState | undefined, statement: ConsentStatement): ConsentState | undefined {
  const { channel, purpose, status, basis, at } = statement;
  const next: ConsentState = { channel, purpose, status, basis, sinceAt: at };
  if (!current) return next;
  if (status !== 'withdrawn') {
    if (at <= current.sinceAt && current.status === 'withdrawn') return undefined;
    if (current.status === 'withdrawn' && isNotTheirAct(statement)) return undefined;
    if (current.status === 'granted' && status === 'pending') return undefined;
  }
  if (at < current.sinceAt) return undefined;
  return current.status === status && current.basis === basis && status !== 'pending' ? undefined : next;
}

function isNotTheirAct({ source, basis }: ConsentStatement): boolean {
  return source === 'import' || source === 'journey' || basis === 'customer_exception';
}
