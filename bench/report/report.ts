/** What a benchmark found out. Everything in it is plain JSON. */
export interface Report {
  readonly title: string;
  readonly lines: readonly Line[];
  /** What the figures rest on: sizes, seeds, settings. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** One figure. */
export interface Line {
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  /** What the machine could do at most, measured in the same run. */
  readonly limit?: Limit;
  /** What it is to be: `>= 2500`, `<= 20`. */
  readonly target?: string;
}

export interface Limit {
  readonly of: string;
  readonly value: number;
}

/** How much of its limit a figure reaches, as a percentage. */
export function shareOf({ value, limit }: Line): number | undefined {
  return limit && limit.value > 0 ? (value / limit.value) * 100 : undefined;
}

/** @returns undefined where there is no target */
export function isReached({ value, target }: Line): boolean | undefined {
  const [, sign, number] = /^(<=|>=) ([\d.]+)$/.exec(target ?? '') ?? [];
  if (sign === undefined) return undefined;
  return sign === '<=' ? value <= Number(number) : value >= Number(number);
}
