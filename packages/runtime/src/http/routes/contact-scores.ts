import { readLedger, readScores } from '../../scores';
import { CodedUserError } from '../../shared';
import type { ApiApp } from '../api-app';
import { encodeCursor, readLastId } from '../cursor';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { answers, componentOf } from '../schemas/answers';
import { NUMBER_ID_PARAMS } from '../schemas/basics';
import { ScoreReceiptSchema } from '../schemas/hub';
import { pageOf, pageQuery } from '../schemas/page';
import { ContactScoresSchema, ScoreChangeSchema, ScoreEntrySchema } from '../schemas/score';

const TAGS = ['Scores'];

/** The points of one contact. */
export function contactScoreRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { scores, scoreBook, contacts, database, clock, workspace } = dependencies;

  app.get(
    '/contacts/:id/scores',
    {
      schema: {
        tags: TAGS,
        operationId: 'getContactScores',
        summary: "Read a contact's scores as they are worth now",
        params: NUMBER_ID_PARAMS,
        response: answers(componentOf(ContactScoresSchema), 'The scores, and the thresholds that they are above of.'),
      },
    },
    async ({ params }) => {
      const { id: contact } = await contacts.get(workspace, params.id);
      const view = await readScores(database, scoreBook, { workspace, contact, now: clock.now() });
      const above = view.above.map(({ since, until, ...each }) => ({
        ...each,
        since: toIso(since),
        until: until === null ? null : toIso(until),
      }));
      return { ...view, above };
    },
  );

  app.post(
    '/contacts/:id/scores',
    {
      schema: {
        tags: TAGS,
        operationId: 'changeContactScore',
        summary: 'Give a contact points by hand',
        params: NUMBER_ID_PARAMS,
        body: ScoreChangeSchema,
        response: answers(componentOf(ScoreReceiptSchema), 'The value, and the thresholds that it crossed.'),
      },
    },
    async ({ params, body: { score, operation, points, reason } }) => {
      if (score === 'total') throw new CodedUserError('SCORE_INVALID', 'Points go to one score, not to "total".');
      const { id: contact } = await contacts.get(workspace, params.id);
      const change = operation === 'set' ? { value: points } : { points: operation === 'add' ? points : -points };
      const request = { score, change, kind: 'manual', reason, at: clock.now() } as const;
      return await database.write((tx) => scores.give(tx, { workspace, contact }, request));
    },
  );

  app.get(
    '/contacts/:id/score-entries',
    {
      schema: {
        tags: TAGS,
        operationId: 'listScoreEntries',
        summary: 'List what gave a contact points, newest first',
        params: NUMBER_ID_PARAMS,
        querystring: pageQuery({}),
        response: answers(pageOf(componentOf(ScoreEntrySchema)), 'A page of the ledger.'),
      },
    },
    async ({ params, query }) => {
      const { limit, lastId: cursor } = readLastId(query);
      const { id: contact } = await contacts.get(workspace, params.id);
      const { data, nextCursor } = await readLedger(database, { workspace, contact, limit, cursor });
      return {
        data: data.map((entry) => ({ ...entry, at: toIso(entry.at) })),
        nextCursor: nextCursor === null ? null : encodeCursor({ limit, lastId: nextCursor }),
      };
    },
  );
}
