import { kindOfStatus, statusIn } from '../../../packages/runtime/src/returns';

test.each([
  ['5.1.1', 'hard'],
  ['5.0.0', 'hard'],
  ['5.2.1', 'hard'],
  ['5.2.2', 'review'],
  ['5.7.1', 'review'],
  ['5.7.26', 'review'],
  ['4.2.2', 'soft'],
  ['4.7.0', 'soft'],
  ['2.1.5', undefined],
  ['550', undefined],
])('the status %s counts as %s', (code, kind) => {
  expect(kindOfStatus(code)).toBe(kind);
});

test('the status of a server is found in what it said', () => {
  expect(statusIn('smtp; 550 5.1.1 <anna@example.com>: No such user')).toBe('5.1.1');
  expect(statusIn('550-5.7.26 This mail has been blocked')).toBe('5.7.26');
  expect(statusIn('host 5.1.1.7 said: 550 no')).toBeUndefined();
});
