import type { Place } from './place';

/** What of a contact a calendar depends on. */
export interface Situation {
  readonly timeZone: string;
  /** Where the sun is looked at. */
  readonly place: Place;
  readonly isInIsrael: boolean;
}
