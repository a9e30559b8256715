import { MAX_ATTEMPTS, retryDelay } from '../../../packages/runtime/src/messages/backoff';
import { days } from '../../../packages/runtime/src/shared';

test('messages that failed together come back apart, at most a fifth sooner or later', () => {
  expect(retryDelay(1, 0).milliseconds).toBe(48_000);
  expect(retryDelay(1, 0.5).milliseconds).toBe(60_000);
  expect(retryDelay(1, 1).milliseconds).toBe(72_000);
});

test('a message that keeps failing is given up within three days', () => {
  const delays = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => retryDelay(index + 1, 1).milliseconds);
  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeLessThan(days(3).milliseconds);
});
