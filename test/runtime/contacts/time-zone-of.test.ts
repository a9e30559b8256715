import { timeZoneOf } from '../../../packages/runtime/src/contacts';

test('a contact in a country with one time lives by it', () => {
  expect(timeZoneOf('IL')).toBe('Asia/Jerusalem');
  expect(timeZoneOf('AT')).toBe('Europe/Vienna');
  expect(timeZoneOf('SA')).toBe('Asia/Riyadh');
});

test.each(['US', 'ES', 'PS', 'AU', '', 'constructor'])('of a contact in %p no time zone is assumed', (country) => {
  expect(timeZoneOf(country)).toBeNull();
});

test('all zones of the table exist', () => {
  for (let first = 65; first <= 90; first++) {
    for (let second = 65; second <= 90; second++) {
      const zone = timeZoneOf(String.fromCharCode(first, second));
      if (zone) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
    }
  }
});
