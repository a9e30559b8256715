import { randomUUID } from 'node:crypto';

import fastify, { type FastifyInstance } from 'fastify';

import { Admission } from './admission';
import { admit, endConnections } from './admit';
import { answerClientError, answerErrors, sendError } from './answer-errors';
import { answerUnknown, type UnknownAnswers } from './answer-unknown';
import type { ApiApp, TypeBoxTypes } from './api-app';
import { compileValidator } from './compile-validator';
import { readEditorFiles } from './editor-files';
import type { HttpDependencies } from './http-dependencies';
import { takeJsonBodies } from './json-body';
import { KnownRoutes } from './known-routes';
import { LIMITS, type Limits } from './limits';
import { describeApi } from './openapi';
import { takeRawBodies } from './raw-body';
import { requireApiKey } from './require-api-key';
import { attributeRoutes } from './routes/attributes';
import { calendarRoutes } from './routes/calendars';
import { bundleRoutes } from './routes/bundles';
import { brandRoutes } from './routes/brand';
import { browserMessageRoutes } from './routes/browser-messages';
import { consentPageRoutes } from './routes/consent-pages';
import { consentRoutes } from './routes/consents';
import { contactChangeRoutes } from './routes/contact-changes';
import { contactImportRoutes } from './routes/contact-imports';
import { contactTableRoutes } from './routes/contact-tables';
import { contactRoutes } from './routes/contacts';
import { couponRoutes } from './routes/coupons';
import { crowdRoutes } from './routes/crowds';
import { credentialRoutes } from './routes/credentials';
import { deadLetterRoutes } from './routes/dead-letters';
import { docsRoutes } from './routes/docs';
import { editorRoutes, sendEditorFile } from './routes/editor';
import { eventRoutes } from './routes/events';
import { executionRoutes } from './routes/executions';
import { fetchRoutes } from './routes/fetches';
import { formConfirmationRoutes } from './routes/form-confirmations';
import { formPageRoutes } from './routes/form-pages';
import { formRoutes } from './routes/forms';
import { healthRoute } from './routes/health';
import { galleryRoutes } from './routes/gallery';
import { hubRoutes } from './routes/hub';
import { inFlightRoutes } from './routes/in-flight';
import { intakeRoutes } from './routes/intakes';
import { insightRoutes } from './routes/insights';
import { journeyRoutes } from './routes/journeys';
import { listRoutes } from './routes/lists';
import { magnetRoutes } from './routes/magnets';
import { mailboxRoutes } from './routes/mailbox';
import { messageCallbackRoutes } from './routes/message-callbacks';
import { messagePreviewRoutes } from './routes/message-previews';
import { messageTemplateRoutes } from './routes/message-templates';
import { messageRoutes } from './routes/messages';
import { nodeWebhookRoutes } from './routes/node-webhooks';
import { sendingRuleRoutes } from './routes/sending-rules';
import { recountRoutes } from './routes/recounts';
import { reminderPageRoutes } from './routes/reminder-pages';
import { resultRoutes } from './routes/results';
import { returnFeedRoutes } from './routes/return-feeds';
import { returnHookRoutes } from './routes/return-hooks';
import { scoreRoutes } from './routes/scores';
import { contactScoreRoutes } from './routes/contact-scores';
import { scoreThresholdRoutes } from './routes/score-thresholds';
import { senderRoutes } from './routes/senders';
import { templateFaultRoutes } from './routes/template-faults';
import { shopWebhookRoutes } from './routes/shop-webhooks';
import { senderDomainRoutes } from './routes/sender-domains';
import { segmentRoutes } from './routes/segments';
import { partingRoutes } from './routes/partings';
import { shortLinkRoutes } from './routes/short-links';
import { shopRoutes } from './routes/shops';
import { lintRoutes } from './routes/linting';
import { simulationRoutes } from './routes/simulations';
import { siteScriptRoute } from './routes/site-script';
import { siteRoutes } from './routes/sites';
import { templateRoutes } from './routes/templates';
import { trackingRoutes } from './routes/tracking';
import { unsubscribePageRoutes } from './routes/unsubscribe-pages';
import { workflowActionRoutes } from './routes/workflow-actions';
import { workflowRoutes } from './routes/workflows';

/**
 * The HTTP server: webhooks of shops and workflows, the API under /api/v1 with its description at /api/docs, the
 * mailbox and the editor. It listens once `listen` is called.
 */
export function createServer(dependencies: HttpDependencies, limits: Limits = LIMITS): FastifyInstance {
  const { apiKey, editorFolder, logger } = dependencies;
  const app = openServer(dependencies, limits);
  const { admission = new Admission() } = dependencies;
  const editor = readEditorFiles(editorFolder);
  const page = editor.find(({ url }) => url === '/');
  const unknown: UnknownAnswers = {
    routes: new KnownRoutes(app),
    sendEditor: page && ((reply) => void sendEditorFile(reply, page)),
    logger,
  };

  app.addHook('onRequest', endConnections(admission));
  describeApi(app);
  app.register(async (group: ApiApp) => {
    docsRoutes(group);
    healthRoute(group, dependencies);
    mailboxRoutes(group, dependencies);
    consentPageRoutes(group, dependencies);
    unsubscribePageRoutes(group, dependencies);
    reminderPageRoutes(group, dependencies);
    fetchRoutes(group, dependencies);
    formPageRoutes(group, dependencies);
    formConfirmationRoutes(group, dependencies);
    editorRoutes(group, editor);
    siteScriptRoute(group, dependencies);
    shortLinkRoutes(group, dependencies);
    galleryRoutes(group, dependencies);
  });
  app.register(async (group: ApiApp) => {
    group.addHook('onRequest', admit(admission));
    shopWebhookRoutes(group, dependencies, limits);
    nodeWebhookRoutes(group, dependencies, limits);
    trackingRoutes(group, dependencies);
    browserMessageRoutes(group, dependencies);
    messageCallbackRoutes(group, dependencies);
    returnHookRoutes(group, dependencies);
  });
  app.register(
    async (group: ApiApp) => {
      group.addHook('onRequest', requireApiKey(apiKey));
      group.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
      takeJsonBodies(group);
      answerUnknown(group, unknown);
      workflowRoutes(group, dependencies);
      workflowActionRoutes(group, dependencies);
      lintRoutes(group, dependencies);
      simulationRoutes(group, dependencies);
      crowdRoutes(group, dependencies);
      templateRoutes(group, dependencies);
      bundleRoutes(group, dependencies);
      intakeRoutes(group, dependencies);
      journeyRoutes(group, dependencies);
      executionRoutes(group, dependencies);
      deadLetterRoutes(group, dependencies);
      inFlightRoutes(group, dependencies);
      credentialRoutes(group, dependencies);
      contactRoutes(group, dependencies);
      contactChangeRoutes(group, dependencies);
      contactImportRoutes(group, dependencies);
      contactTableRoutes(group, dependencies);
      attributeRoutes(group, dependencies);
      listRoutes(group, dependencies);
      consentRoutes(group, dependencies);
      formRoutes(group, dependencies);
      magnetRoutes(group, dependencies);
      calendarRoutes(group, dependencies);
      eventRoutes(group, dependencies);
      messageRoutes(group, dependencies);
      senderRoutes(group, dependencies);
      sendingRuleRoutes(group, dependencies);
      resultRoutes(group, dependencies);
      templateFaultRoutes(group, dependencies);
      brandRoutes(group, dependencies);
      messageTemplateRoutes(group, dependencies);
      couponRoutes(group, dependencies);
      messagePreviewRoutes(group, dependencies);
      returnFeedRoutes(group, dependencies);
      senderDomainRoutes(group, dependencies);
      segmentRoutes(group, dependencies);
      scoreRoutes(group, dependencies);
      recountRoutes(group, dependencies);
      scoreThresholdRoutes(group, dependencies);
      contactScoreRoutes(group, dependencies);
      insightRoutes(group, dependencies);
      partingRoutes(group, dependencies);
      shopRoutes(group, dependencies);
      siteRoutes(group, dependencies);
      hubRoutes(group, dependencies);
    },
    { prefix: '/api/v1' },
  );
  answerUnknown(app, unknown);
  return app;
}

/** A server that knows no route yet: limits, errors, schemas. */
function openServer({ logger, trustedProxies = [] }: HttpDependencies, limits: Limits): ApiApp {
  const app = fastify({
    logger: false,
    return503OnClosing: false, // who still comes over an open connection is answered as `admit` does
    genReqId: () => randomUUID(),
    bodyLimit: limits.apiBody,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    requestTimeout: limits.requestTime.milliseconds,
    connectionTimeout: limits.silence.milliseconds,
    http: { headersTimeout: limits.headTime.milliseconds, connectionsCheckingInterval: 1_000 },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    clientErrorHandler: (error, socket) => answerClientError(error, socket),
    frameworkErrors: (error, request, reply) => sendError(error, request, reply, logger),
  }).withTypeProvider<TypeBoxTypes>();
  app.setValidatorCompiler(compileValidator);
  // The schemas of answers describe; what is sent is what a route returns. Tests hold the two together.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.addHook('onRequest', async (_request, reply) => {
    void reply.headers({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });
  answerErrors(app, logger);
  takeRawBodies(app); // a path that does not exist is 404, whatever is sent there
  return app;
}
