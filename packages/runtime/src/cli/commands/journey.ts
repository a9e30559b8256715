import { RESUME_POLICIES, type JourneyControl, type ResumePolicy } from '../../journeys';
import { WORKSPACE } from '../../workspace';
import { textOption, UsageError, type Command, type Values } from '../command';
import { RunningServer } from '../running-server';
import { withApp } from '../with-app';

/** What to ask the server for, how to do it without one, and what to say then. */
interface Plan {
  readonly route: string;
  readonly body: object;
  readonly here: (control: JourneyControl) => Promise<unknown>;
  readonly done: string;
}

/** One thing that is done to a journey or to an execution: by the server where one runs, else right here. */
interface Action {
  readonly name: string;
  readonly synopsis: string;
  readonly summary: string;
  readonly options: readonly string[];
  readonly plan: (values: Values) => Plan;
}

const ACTIONS: readonly Action[] = [
  {
    name: 'pause',
    synopsis: '--id=WORKFLOW [--entries=drop|later]',
    summary: 'Let a journey stand still: nobody enters, nobody moves on, nothing is sent.',
    options: ['id', 'entries'],
    plan(values) {
      const id = required(values, 'id', 'which journey');
      const entries = oneOf(values, 'entries', ['drop', 'later'] as const);
      const here = (control: JourneyControl) => control.pause(WORKSPACE, id, entries);
      return { route: `/workflows/${encodeURIComponent(id)}/pause`, body: { entries }, here, done: 'Paused.' };
    },
  },
  {
    name: 'resume',
    synopsis: '--id=WORKFLOW [--waits=shift|sendOverdue|dropOverdue]',
    summary: 'Let a paused journey go on. Waits are put off by the length of the pause where nothing else is said.',
    options: ['id', 'waits'],
    plan(values) {
      const id = required(values, 'id', 'which journey');
      const waits: ResumePolicy = oneOf(values, 'waits', RESUME_POLICIES) ?? 'shift';
      const here = (control: JourneyControl) => control.resume(WORKSPACE, id, waits);
      return { route: `/workflows/${encodeURIComponent(id)}/resume`, body: { waits }, here, done: 'It goes on.' };
    },
  },
  {
    name: 'stop',
    synopsis: '--id=WORKFLOW [--in-flight=finish|leave]',
    summary: 'Let nobody enter a journey any more. Those inside finish, or leave now.',
    options: ['id', 'in-flight'],
    plan(values) {
      const id = required(values, 'id', 'which journey');
      const inFlight = oneOf(values, 'in-flight', ['finish', 'leave'] as const) ?? 'finish';
      const here = (control: JourneyControl) => control.stop(WORKSPACE, id, inFlight);
      return { route: `/workflows/${encodeURIComponent(id)}/stop`, body: { inFlight }, here, done: 'Stopped.' };
    },
  },
  {
    name: 'move',
    synopsis: '--execution=ID --node=NAME',
    summary: 'Let a contact who waits go on at another node.',
    options: ['execution', 'node'],
    plan(values) {
      const execution = executionOf(values);
      const node = required(values, 'node', 'which node');
      const here = (control: JourneyControl) => control.move(WORKSPACE, execution, node);
      return { route: `/executions/${execution}/move`, body: { node }, here, done: 'Moved.' };
    },
  },
  {
    name: 'skip',
    synopsis: '--execution=ID',
    summary: 'End the wait of a contact as if its time had come.',
    options: ['execution'],
    plan(values) {
      const execution = executionOf(values);
      const here = (control: JourneyControl) => control.skipWait(WORKSPACE, execution);
      return { route: `/executions/${execution}/skip-wait`, body: {}, here, done: 'The wait is over.' };
    },
  },
  {
    name: 'remove',
    synopsis: '--execution=ID [--reason=TEXT]',
    summary: 'Take a contact out of a journey.',
    options: ['execution', 'reason'],
    plan(values) {
      const execution = executionOf(values);
      const reason = textOption(values, 'reason');
      const here = (control: JourneyControl) => control.remove(WORKSPACE, execution, reason);
      return { route: `/executions/${execution}/remove`, body: { reason }, here, done: 'Removed.' };
    },
  },
];

/** `aftercart journey pause`, `… resume` and so on. */
export const journeyCommands: readonly Command[] = ACTIONS.map(({ name, synopsis, summary, options, plan }) => ({
  name: `journey ${name}`,
  synopsis,
  summary,
  options: Object.fromEntries(options.map((option) => [option, { type: 'string' as const }])),
  async run(values, { config, terminal }) {
    const { route, body, here, done } = plan(values);
    const server = await RunningServer.find(config);
    if (server) await server.call('POST', route, body);
    else await withApp(config, ({ control }) => here(control));
    terminal.out(done);
    return 0;
  },
}));

function required(values: Values, name: string, what: string): string {
  const value = textOption(values, name);
  if (value !== undefined) return value;
  throw new UsageError(`Say ${what}: --${name}=….`);
}

function executionOf(values: Values): number {
  const id = Number(required(values, 'execution', 'which execution'));
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new UsageError('An execution is named by its number: --execution=17.');
}

function oneOf<Word extends string>(values: Values, name: string, words: readonly Word[]): Word | undefined {
  const value = textOption(values, name);
  const word = words.find((each) => each === value);
  if (value === undefined || word !== undefined) return word;
  throw new UsageError(`--${name} is one of ${words.join(', ')}, not "${value}".`);
}
