/** How the points of one score wear off while nothing happens. */
export type Decay =
  | { readonly halfLifeHours: number }
  /** So many points are lost each time that so much time passes without points being added. */
  | { readonly stepPoints: number; readonly stepMs: number };

/** At most so many points are added to a score within a time. */
export interface PointsLimit {
  readonly points: number;
  readonly withinMs: number;
}

/** A group of points that are counted together: engagement, fit, purchases. */
export interface ScoreDefinition {
  readonly workspace: number;
  readonly name: string;
  readonly decay: Decay | null;
  /** The value never falls below it. */
  readonly minimum: number | null;
  /** The value never rises above it. */
  readonly maximum: number | null;
  readonly limit: PointsLimit | null;
}

/** What holds of a score that nobody has defined: points that stay. */
export const undefinedScore = (workspace: number, name: string): ScoreDefinition => ({
  ...{ workspace, name, decay: null, minimum: null, maximum: null, limit: null },
});

/** The name that stands for all scores of a contact together. */
export const TOTAL = 'total';

export interface DefinitionRow {
  readonly workspace: number;
  readonly name: string;
  readonly halfLifeHours: number | null;
  readonly stepPoints: number | null;
  readonly stepMs: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly limitPoints: number | null;
  readonly limitMs: number | null;
}

export const DEFINITION_COLUMNS = `workspace, name, half_life_hours AS "halfLifeHours", step_points AS "stepPoints", step_ms AS "stepMs",
  minimum, maximum, limit_points AS "limitPoints", limit_ms AS "limitMs"`;

export function toDefinition(row: DefinitionRow): ScoreDefinition {
  const { workspace, name, minimum, maximum, halfLifeHours, stepPoints, stepMs, limitPoints, limitMs } = row;
  const steps = stepPoints === null || stepMs === null ? null : { stepPoints, stepMs };
  return {
    ...{ workspace, name, minimum, maximum },
    decay: halfLifeHours === null ? steps : { halfLifeHours },
    limit: limitPoints === null || limitMs === null ? null : { points: limitPoints, withinMs: limitMs },
  };
}
