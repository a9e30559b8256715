import { LIMITS } from '../limits';
import { bail } from '../signals';

/** How the work of a regular expression grows: at most `choices * length ** degree` steps. */
interface Cost {
  readonly degree: number;
  readonly choices: number;
}

/** A part of the pattern in parentheses, while it is read. */
interface Group {
  repeats: boolean;
  varies: boolean;
  alternatives: number;
}

const UNSAFE = /\\[1-9]|\\k<|\(\?<?[=!]|\(\?[a-z-]+:/;
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})/;

const costs = new WeakMap<RegExp, Cost | undefined>();

/** Makes the value of a regular expression literal; its cost goes with it. */
export function makeRegex(pattern: string, flags: string, cost: Cost | undefined): RegExp {
  const regex = new RegExp(pattern, flags);
  costs.set(regex, cost);
  return regex;
}

/** Bails unless a search through a text of this length ends soon: nothing here could interrupt it. */
export function assertAffordable(regex: RegExp, length: number): void {
  const cost = costs.get(regex);
  if (!cost || cost.choices * length ** cost.degree > LIMITS.regexWork) bail();
}

/**
 * Estimates how a backtracking matcher works through a pattern. A repetition of what may itself match in several ways
 * is exponential; that, and what looks back or around, is not estimated.
 */
export function regexCost(pattern: string): Cost | undefined {
  if (UNSAFE.test(pattern)) return undefined;
  let degree = 0;
  let choices = 1;
  const open: Group[] = [{ repeats: false, varies: false, alternatives: 1 }];
  for (let at = 0; at < pattern.length; at++) {
    const group = open.at(-1);
    if (!group) return undefined;
    const character = pattern[at];
    let atom: Group = { repeats: false, varies: false, alternatives: 1 };
    if (character === '(') {
      if (pattern.startsWith('?:', at + 1)) at += 2;
      else if (pattern.startsWith('?<', at + 1)) at = pattern.indexOf('>', at);
      open.push(atom);
      continue;
    }
    if (character === '|') {
      group.alternatives++;
      continue;
    }
    if (character === ')') {
      atom = group;
      open.pop();
      choices *= group.alternatives;
    } else if (character === '\\') at++;
    else if (character === '[') at = endOfClass(pattern, at);
    const quantifier = QUANTIFIER.exec(pattern.slice(at + 1))?.[0] ?? '';
    at += quantifier.length;
    if (quantifier !== '' && pattern[at + 1] === '?') at++;
    const parent = open.at(-1);
    if (!parent) return undefined;
    const times = Number(/^\{(\d+)\}$/.exec(quantifier)?.[1] ?? 1);
    const repeats = quantifier !== '' && quantifier !== '?' && !quantifier.endsWith(`{${times}}`);
    if ((repeats || times > 1) && (atom.repeats || atom.varies || atom.alternatives > 1)) return undefined;
    if (repeats) degree++;
    choices *= quantifier === '?' ? 2 : times;
    parent.repeats ||= repeats || atom.repeats;
    parent.varies ||= quantifier === '?' || atom.varies || atom.alternatives > 1;
  }
  const [all, ...unclosed] = open;
  if (!all || unclosed.length > 0) return undefined;
  const isAnchored = pattern.startsWith('^') && all.alternatives === 1;
  return { degree: isAnchored ? degree : degree + 1, choices: choices * all.alternatives };
}

function endOfClass(pattern: string, start: number): number {
  for (let at = start + 1; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === ']') return at;
  }
  return pattern.length;
}
