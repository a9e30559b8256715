import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { presentRule, presentScore } from '../present-score';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { ScoreDraftSchema, ScoreRuleDraftSchema, ScoreRuleSchema, ScoreSchema } from '../schemas/score';

const TAGS = ['Scores'];
const SCORE = componentOf(ScoreSchema);
const RULE = componentOf(ScoreRuleSchema);
const NAME_PARAMS = Type.Object({ name: Type.String() });

/** Scores, and the rules that give points. */
export function scoreRoutes(app: ApiApp, { scoreStore, scoreSweeps, workspace }: HttpDependencies): void {
  app.get(
    '/scores',
    {
      schema: {
        tags: TAGS,
        operationId: 'listScores',
        summary: 'List the scores that have settings',
        response: answers(Type.Object({ data: Type.Array(SCORE) }), 'The scores, by name.'),
      },
    },
    async () => ({ data: (await scoreStore.definitions(workspace)).map(presentScore) }),
  );

  app.put(
    '/scores/:name',
    {
      schema: {
        tags: TAGS,
        operationId: 'defineScore',
        summary: 'Say how points of a score wear off, and what bounds they have',
        params: NAME_PARAMS,
        body: ScoreDraftSchema,
        response: answers(SCORE, 'The score.'),
      },
    },
    async ({ params: { name }, body }) => {
      const score = presentScore(await scoreStore.define(workspace, name, body));
      scoreSweeps.wake();
      return score;
    },
  );

  app.delete(
    '/scores/:name',
    {
      schema: {
        tags: TAGS,
        operationId: 'undefineScore',
        summary: "Take a score's settings away; its points stay",
        params: NAME_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params: { name } }, reply) => {
      await scoreStore.undefine(workspace, name);
      return await reply.code(204).send();
    },
  );

  app.get(
    '/score-rules',
    {
      schema: {
        tags: TAGS,
        operationId: 'listScoreRules',
        summary: 'List the rules that give points',
        response: answers(Type.Object({ data: Type.Array(RULE) }), 'The rules, the older ones first.'),
      },
    },
    async () => ({ data: (await scoreStore.rules(workspace)).map(presentRule) }),
  );

  app.post(
    '/score-rules',
    {
      schema: {
        tags: TAGS,
        operationId: 'createScoreRule',
        summary: 'Make a rule that gives points',
        description:
          'With an event it counts from now on. Without one it is settled for everybody, without telling anybody.',
        body: ScoreRuleDraftSchema,
        response: answers(RULE, 'The rule.', 201),
      },
    },
    async ({ body }, reply) => {
      const rule = presentRule(await scoreStore.createRule(workspace, body));
      scoreSweeps.wake();
      return await reply.code(201).send(rule);
    },
  );

  app.get(
    '/score-rules/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getScoreRule',
        summary: 'Read a rule that gives points',
        params: TEXT_ID_PARAMS,
        response: answers(RULE, 'The rule.'),
      },
    },
    async ({ params: { id } }) => presentRule(await scoreStore.rule(workspace, id)),
  );

  app.put(
    '/score-rules/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'updateScoreRule',
        summary: 'Change a rule that gives points',
        params: TEXT_ID_PARAMS,
        body: ScoreRuleDraftSchema,
        response: answers(RULE, 'The rule.'),
      },
    },
    async ({ params: { id }, body }) => {
      const rule = presentRule(await scoreStore.updateRule(workspace, id, body));
      scoreSweeps.wake();
      return rule;
    },
  );

  app.delete(
    '/score-rules/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteScoreRule',
        summary: 'Delete a rule; what it gave for events stays',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params: { id } }, reply) => {
      await scoreStore.deleteRule(workspace, id);
      scoreSweeps.wake();
      return await reply.code(204).send();
    },
  );
}
