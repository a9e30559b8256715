import { AROUND } from './sql/add-click';
import { PICTURE } from './tracking-links';

/** A request for a link, as it is stored until it is judged. */
export interface StoredClick {
  readonly link: number;
  /** Shows by itself that no person made it. */
  readonly isScan: number;
  readonly at: number;
  /** How many links the message has. */
  readonly links: number;
}

/** So many links nobody reads and follows within seconds; of a mail with fewer of them, all. */
const MANY = 5;
/** Two links of two may well be followed by a person. */
const FEW = 3;

/**
 * Whether a click, or an opening, belongs to a program that looks where all links of a message lead: others of the same message were
 * followed at the same time, too many for a person, or by what calls itself a program.
 */
export function isSweep(click: StoredClick, others: readonly StoredClick[]): boolean {
  const around = others.filter(({ at }) => Math.abs(at - click.at) <= AROUND.milliseconds);
  if (around.some(({ isScan }) => isScan === 1)) return true;
  const followed = new Set([click, ...around].map(({ link }) => link).filter((link) => link !== PICTURE)).size;
  return followed >= Math.max(FEW, Math.min(click.links, MANY));
}
