/** A span of time. Built by name (`hours(4)`), never passed around as a bare number. */
export interface Duration {
  readonly milliseconds: number;
}

export const milliseconds = (count: number): Duration => ({ milliseconds: count });
export const seconds = (count: number): Duration => milliseconds(count * 1_000);
export const minutes = (count: number): Duration => seconds(count * 60);
export const hours = (count: number): Duration => minutes(count * 60);
export const days = (count: number): Duration => hours(count * 24);
