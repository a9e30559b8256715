/** Where an entry of the `arms` parameter leads, and what its kind of arm may need to know. */
export interface ArmPlace {
  readonly output: number;
  readonly name: string;
  readonly now: number;
  readonly timeZone: string;
}
