import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';

import { CodedUserError } from '../../shared';
import { galleryEntry, galleryId, isFound, type Template } from '../../templates';
import type { ApiApp } from '../api-app';
import type { HttpDependencies } from '../http-dependencies';

/** Two kinds of templates: those that need consent, and those that do not. */
const CATEGORIES = [
  { id: 1, name: 'Marketing', of: 'promotional' },
  { id: 2, name: 'Service', of: 'transactional' },
] as const;

const MOST_ROWS = 100;
const USUAL_ROWS = 20;
const ROWS = Type.Integer({ minimum: 1, maximum: MOST_ROWS });
const SEARCH = Type.Object({
  page: Type.Integer({ minimum: 1, default: 1 }),
  /** n8n 2 asks by `limit`, those before it by `rows`. */
  limit: Type.Optional(ROWS),
  rows: Type.Optional(ROWS),
  category: Type.Optional(Type.String()),
  search: Type.Optional(Type.String()),
});
const ID = Type.Object({ id: Type.String() });

/**
 * The ready-made journeys as a gallery that a stock n8n shows: `N8N_TEMPLATES_HOST` is the address of this server and
 * `/gallery`. Browsers ask, from n8n's own address and without a key; there is nothing in it that is not in the product.
 */
export function galleryRoutes(app: ApiApp, { templates, host, iconsFolder }: HttpDependencies): void {
  const icons = new Map<string, string | undefined>();
  const readIcon = (name: string): string | undefined => {
    if (!icons.has(name)) {
      const file = path.join(iconsFolder, path.basename(name));
      icons.set(name, existsSync(file) ? readFileSync(file, 'utf8') : undefined);
    }
    return icons.get(name);
  };
  const present = (template: Template) => galleryEntry(template, { nodeTypes: host.nodeTypes, readIcon });
  const find = (id: string): Template => {
    const found = templates.list().find((each) => String(galleryId(each)) === id);
    if (found) return found;
    throw new CodedUserError('JOURNEY_TEMPLATE_NOT_FOUND', `The gallery has no template ${id}.`, { id });
  };
  const schema = { hide: true } as const;

  app.options('/gallery/*', { schema }, async ({ headers }, reply) => {
    const wanted = headers['access-control-request-headers'] ?? '*';
    void reply.header('access-control-allow-methods', 'GET').header('access-control-allow-headers', wanted);
    await open(reply).code(204).send();
  });
  app.get('/gallery/health', { schema }, async (_request, reply) => await open(reply).send({ status: 'OK' }));

  app.get('/gallery/templates/search', { schema: { ...schema, querystring: SEARCH } }, async ({ query }, reply) => {
    const { page, category, search = '' } = query;
    const rows = query.limit ?? query.rows ?? USUAL_ROWS;
    const wanted =
      category === undefined || category === '' ? undefined : category.split(',').map((each) => each.trim());
    const found = templates.list().filter((template) => {
      const { id, name } = categoryOf(template);
      return isFound(template, search.trim()) && (!wanted || wanted.includes(name) || wanted.includes(String(id)));
    });
    const workflows = found.slice((page - 1) * rows, page * rows).map(present);
    const counts = CATEGORIES.map(({ name: value, of }) => {
      return { value, highlighted: value, count: found.filter(({ consent }) => consent === of).length };
    });
    await open(reply).send({
      totalWorkflows: found.length,
      workflows,
      filters: [{ field_name: 'category', sampled: false, stats: { total_values: counts.length }, counts }],
    });
  });

  app.get('/gallery/templates/categories', { schema }, async (_request, reply) => {
    await open(reply).send({ categories: CATEGORIES.map(({ id, name }) => ({ id, name })) });
  });
  app.get('/gallery/templates/collections', { schema }, async (_request, reply) => {
    await open(reply).send({ collections: [] });
  });

  app.get('/gallery/templates/workflows/:id', { schema: { ...schema, params: ID } }, async ({ params }, reply) => {
    const template = find(params.id);
    const { id, name } = categoryOf(template);
    const entry = { ...present(template), image: [], categories: [{ id, name }], workflow: workflowIn(template) };
    await open(reply).send({ workflow: entry });
  });
  app.get('/gallery/workflows/templates/:id', { schema: { ...schema, params: ID } }, async ({ params }, reply) => {
    const template = find(params.id);
    await open(reply).send({ id: galleryId(template), name: template.title.en, workflow: workflowIn(template) });
  });
}

/**
 * n8n's editor asks with its cookies, which no wildcard allows: each origin is named. Nothing here depends on a cookie.
 */
function open(reply: FastifyReply): FastifyReply {
  const { origin } = reply.request.headers;
  if (origin === undefined) return reply;
  return reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    vary: 'Origin',
  });
}

function categoryOf({ consent }: Template): { id: number; name: string } {
  return CATEGORIES.find(({ of }) => of === consent) ?? CATEGORIES[0];
}

/** What n8n puts onto its canvas, where each node is still to get a credential: n8n offers to choose one for all. */
function workflowIn({ workflow: { nodes, connections, settings, meta } }: Template) {
  return { nodes, connections, settings, meta: { ...meta, templateCredsSetupCompleted: false } };
}
