const WARM_UP = 3;

/** The time of one call, by calling it so many times, once the compiler knows it. */
export function microsecondsOf(times: number, call: () => unknown): number {
  repeat(Math.min(times, WARM_UP), call);
  const start = performance.now();
  repeat(times, call);
  return Math.max(((performance.now() - start) * 1_000) / times, 0.001);
}

function repeat(times: number, call: () => unknown): void {
  for (let index = 0; index < times; index++) call();
}
