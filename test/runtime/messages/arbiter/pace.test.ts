import {
  turnOf,
  UNUSED,
  withPromise,
  withUse,
  type Pace,
} from '../../../../packages/runtime/src/messages/arbiter/pace';
import { seconds } from '../../../../packages/runtime/src/shared';

/** Numbers from 0 to 1, the same ones for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Lets messages through that arrive at random, each judged when it arrives and at its turns. @returns when each went */
function play(seed: number) {
  const random = randomOf(seed);
  const count = 1 + Math.floor(random() * 8);
  const limit = { count, period: seconds([1, 60, 86_400][Math.floor(random() * 3)]!) };
  const { milliseconds: period } = limit.period;
  const start = Date.UTC(2026, 10, 22);
  const due = Array.from({ length: 30 }, (_, id) => ({
    id,
    at: start + Math.floor(random() * 2 * period),
    isWaiting: false,
    isUrgent: random() < 0.1,
  }));
  const went: Array<{ id: number; at: number; isUrgent: boolean }> = [];
  let pace: Pace = UNUSED;
  let looks = 0;
  while (due.length > 0 && looks < 5_000) {
    looks += 1;
    due.sort((a, b) => a.at - b.at || a.id - b.id);
    const next = due[0]!;
    // Nobody looks at exactly the right instant.
    const now = Math.max(next.at + Math.floor(random() * period * 0.02), went.at(-1)?.at ?? 0);
    const turn = turnOf(pace, limit, { now, isWaiting: next.isWaiting, isUrgent: next.isUrgent });
    if (turn === 'now') {
      pace = withUse(pace, limit, now);
      went.push({ id: next.id, at: now, isUrgent: next.isUrgent });
      due.shift();
      continue;
    }
    if (turn.at <= now) throw new Error(`seed ${seed}: a turn that is not ahead`);
    if (!next.isUrgent) pace = withPromise(pace, limit, turn.at);
    Object.assign(next, { at: turn.at, isWaiting: true });
  }
  return { went, count, period };
}

test('in no stretch of time as long as the period more go than may, and all go in the end (1,000 seeds)', () => {
  for (let seed = 1; seed <= 1_000; seed++) {
    const { went, count, period } = play(seed);
    expect(went).toHaveLength(30);
    for (const [index, { at }] of went.entries()) {
      const before = went[index - count];
      if (before && at - before.at < period) throw new Error(`seed ${seed}: ${count + 1} within one period`);
    }
  }
});

test('a backlog goes at nearly the speed that is allowed', () => {
  const limit = { count: 10, period: seconds(1) };
  let pace: Pace = UNUSED;
  const waiting: number[] = [];
  let went = 0;
  for (let message = 0; message < 1_000; message++) {
    const turn = turnOf(pace, limit, { now: 0, isWaiting: false, isUrgent: false });
    if (turn === 'now') {
      pace = withUse(pace, limit, 0);
      went += 1;
    } else {
      waiting.push(turn.at);
      pace = withPromise(pace, limit, turn.at);
    }
  }
  for (const at of waiting) {
    if (turnOf(pace, limit, { now: at, isWaiting: true, isUrgent: false }) !== 'now') continue;
    pace = withUse(pace, limit, at);
    went += 1;
  }
  expect(went).toBeGreaterThan(990);
  expect(Math.max(...waiting)).toBeLessThan(110_000);
});
