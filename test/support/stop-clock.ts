const TIMERS: FakeableAPI[] = [
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
