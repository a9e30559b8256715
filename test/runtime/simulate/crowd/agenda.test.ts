import { Agenda } from '../../../../packages/runtime/src/simulate/crowd/agenda';
import { Draws } from '../../../../packages/runtime/src/simulate/crowd/draws';

test('what people of a crowd are to do comes in the order of its instants, whatever order it was added in', () => {
  const draws = new Draws(7, 'agenda');
  const agenda = new Agenda<number>();
  const instants = Array.from({ length: 500 }, () => Math.floor(draws.between(0, 200)) * Agenda.STEP);
  for (const instant of instants) agenda.add(instant, instant);
  const taken: number[] = [];
  while (agenda.next < Infinity) taken.push(...agenda.take(agenda.next));
  expect(taken).toEqual([...instants].sort((one, other) => one - other));
});

test('what lies between two half hours is put off to the second one, and what is at one stays there', () => {
  const agenda = new Agenda<string>();
  agenda.add(1, 'late');
  agenda.add(0, 'at once');
  agenda.add(Agenda.STEP, 'in time');
  expect(agenda.take(0)).toEqual(['at once']);
  expect(agenda.take(Agenda.STEP)).toEqual(['late', 'in time']);
  expect(agenda.next).toBe(Infinity);
});
