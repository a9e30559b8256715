import { ListSegmentTrigger } from '../../../nodes/ListSegmentTrigger/ListSegmentTrigger.node';

const filterOf = (parameters: object) => new ListSegmentTrigger().triggerFilter(parameters as never);

test('a new node waits for contacts who join', () => {
  expect(filterOf({ lists: 'a, b', segments: 's' })).toEqual({
    events: ['list.joined', 'segment.joined'],
    lists: ['a', 'b'],
    segments: ['s'],
  });
});

test('a campaign takes in the members and nobody who joins', () => {
  const parameters = {
    segments: 's',
    members: 'only',
    events: ['joined'],
    startAt: '2026-12-01T09:00:00',
    count: 50,
    per: 'hour',
    options: { round: ' 2 ' },
  };
  expect(filterOf(parameters)).toEqual({
    events: ['segment.member'],
    segments: ['s'],
    members: { who: 'only', count: 50, per: 'hour', leavers: 'skip', startAt: '2026-12-01T09:00:00', round: '2' },
  });
});

test.each([
  [{}, 'Name at least one list or segment'],
  [{ lists: 'a', events: [] }, 'The trigger waits for nothing'],
  [{ lists: 'a', members: 'also', count: 0 }, 'Members per Period has to be a whole number'],
  [{ lists: 'a', members: 'some' }, 'There are no members called "some"'],
])('a builder who writes %j is told what to change', (parameters, message) => {
  expect(() => filterOf(parameters)).toThrow(message);
});
