/** A point on the earth whose sunsets count. */
export interface Place {
  /** For a person to read. */
  readonly name: string;
  /** Degrees north of the equator. */
  readonly latitude: number;
  /** Degrees east of Greenwich. */
  readonly longitude: number;
  /** Candles are lit so long before sunset. */
  readonly candleLightingMinutes: number;
}

/** What is usual where no city has a custom of its own. */
export const USUAL_CANDLE_LIGHTING_MINUTES = 18;
