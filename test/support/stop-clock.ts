type Fakeable =
  NonNullable<Parameters<typeof jest.useFakeTimers>[0]> extends { doNotFake?: infer Names } ? Names : never;

const TIMERS: Fakeable = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
];

/** Stops the clock and nothing else: timers go on. `jest.useRealTimers()` lets it run again. */
export function stopClock(now: number): void {
  jest.useFakeTimers({ now, doNotFake: TIMERS });
}
