import { Type } from '@sinclair/typebox';

import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { lintDraft } from '../lint-draft';
import { presentInFlight, presentJourney, presentSweep, presentWaiting } from '../present-journey';
import { answers, componentOf } from '../schemas/answers';
import { nullable, TEXT_ID_PARAMS } from '../schemas/basics';
import {
  InFlightCountSchema,
  JourneySchema,
  PauseSchema,
  PublishSchema,
  ResumeSchema,
  StopSchema,
  SweepSchema,
  VersionSchema,
  WaitingSchema,
} from '../schemas/journey';
import { FindingSchema } from '../schemas/workflow';

const JOURNEY = componentOf(JourneySchema);
const SWEEP = componentOf(SweepSchema);
const ABOUT = { tags: ['Journeys'], params: TEXT_ID_PARAMS };

/** What an operator does to a journey as a whole. */
export function journeyRoutes(app: ApiApp, dependencies: HttpDependencies): void {
  const { journeys, workflows, workspace } = dependencies;

  app.get(
    '/workflows/:id/journey',
    {
      schema: {
        ...ABOUT,
        operationId: 'getJourney',
        summary: 'Read whether a journey runs or stands still',
        response: answers(JOURNEY, 'The journey.'),
      },
    },
    async ({ params: { id } }) => presentJourney(await journeys.state(workspace, id)),
  );

  app.get(
    '/workflows/:id/versions',
    {
      schema: {
        ...ABOUT,
        operationId: 'listVersions',
        summary: 'List the published versions, newest first, with how many wait on each',
        response: answers(Type.Object({ data: Type.Array(VersionSchema) }), 'The versions.'),
      },
    },
    async ({ params: { id } }) => {
      const versions = await journeys.versions(workspace, id);
      return { data: versions.map((version) => ({ ...version, createdAt: toIso(version.createdAt) })) };
    },
  );

  app.get(
    '/workflows/:id/waiting',
    {
      schema: {
        ...ABOUT,
        operationId: 'countWaiting',
        summary: 'Count who waits at which node of which version',
        response: answers(Type.Object({ data: Type.Array(WaitingSchema) }), 'The counts, most waiting first.'),
      },
    },
    async ({ params: { id } }) => ({ data: (await journeys.waiting(workspace, id)).map(presentWaiting) }),
  );

  app.post(
    '/workflows/:id/publish',
    {
      schema: {
        ...ABOUT,
        operationId: 'publishWorkflow',
        summary: 'Publish the draft, and say what becomes of contacts in flight',
        description: 'With dryRun nothing changes: the answer tells how many wait where and what would become of them.',
        body: PublishSchema,
        response: answers(
          Type.Object({
            versionId: nullable(Type.String(), { description: 'Null for a dry run.' }),
            inFlight: Type.Array(InFlightCountSchema),
            sweep: nullable(SWEEP, { description: 'Null where all of them stay.' }),
            findings: Type.Array(componentOf(FindingSchema), {
              description: 'What is likely not meant so in the draft.',
            }),
          }),
          'What was published and moved.',
        ),
      },
    },
    async ({ params: { id }, body }) => {
      const request = { inFlight: body.inFlight ?? {}, isDryRun: body.dryRun === true };
      const { version, inFlight, sweep } = await journeys.publish(workspace, id, request);
      const findings = await lintDraft(dependencies, await workflows.get(workspace, id));
      const moved = { inFlight: inFlight.map(presentInFlight), sweep: sweep ? presentSweep(sweep) : null };
      return { versionId: version, ...moved, findings };
    },
  );

  app.post(
    '/workflows/:id/pause',
    {
      schema: {
        ...ABOUT,
        operationId: 'pauseJourney',
        summary: 'Let a journey stand still: nobody enters, nobody moves on, nothing is sent',
        body: PauseSchema,
        response: answers(JOURNEY, 'The journey, paused.'),
      },
    },
    async ({ params: { id }, body }) => presentJourney(await journeys.pause(workspace, id, body.entries)),
  );

  app.post(
    '/workflows/:id/resume',
    {
      schema: {
        ...ABOUT,
        operationId: 'resumeJourney',
        summary: 'Let a paused journey go on',
        body: ResumeSchema,
        response: answers(SWEEP, 'How many waits were changed.'),
      },
    },
    async ({ params: { id }, body }) => presentSweep(await journeys.resume(workspace, id, body.waits ?? 'shift')),
  );

  app.post(
    '/workflows/:id/stop',
    {
      schema: {
        ...ABOUT,
        operationId: 'stopJourney',
        summary: 'Let nobody enter any more, and those inside finish or leave now',
        body: StopSchema,
        response: answers(Type.Object({ sweep: nullable(SWEEP) }), 'Who left; null where those inside finish.'),
      },
    },
    async ({ params: { id }, body }) => {
      const sweep = await journeys.stop(workspace, id, body.inFlight ?? 'finish');
      return { sweep: sweep ? presentSweep(sweep) : null };
    },
  );
}
