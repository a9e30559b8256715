import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { CodedUserError, type Logger } from '../shared';
import { sendError } from './answer-errors';
import type { KnownRoutes } from './known-routes';

/** Paths of programs: what is unknown below them is never a page of the editor. */
const OF_PROGRAMS = /^\/(api|assets|healthz|mailbox|shops|webhook|webhook-waiting)(\/|$)/;

export interface UnknownAnswers {
  readonly routes: KnownRoutes;
  /** Answers with the editor's page; undefined where the editor is not built. */
  readonly sendEditor: ((reply: FastifyReply) => void) | undefined;
  readonly logger: Logger;
}

/**
 * Answers what no route takes: a browser at one of the editor's own addresses with the editor, a method that the path
 * does not know with 405 and `Allow`, everything else with 404.
 */
export function answerUnknown(app: FastifyInstance, { routes, sendEditor, logger }: UnknownAnswers): void {
  app.setNotFoundHandler((request, reply) => {
    const [path = '/'] = request.url.split('?');
    const methods = routes.methodsAt(path);
    if (methods.length > 0) {
      const allow = methods.join(', ');
      const error = new CodedUserError('METHOD_NOT_ALLOWED', `${path} does not take ${request.method}, but ${allow}.`);
      sendError(error, request, reply.header('allow', allow), logger);
    } else if (sendEditor && isPageRequest(request) && !OF_PROGRAMS.test(path)) {
      sendEditor(reply);
    } else {
      const hint = path === '/' ? 'The editor is not built: run "npm run build".' : '/api/docs lists the routes.';
      sendError(new CodedUserError('NOT_FOUND', `Nothing is at ${path}. ${hint}`), request, reply, logger);
    }
    return reply;
  });
}

const isPageRequest = ({ method, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
