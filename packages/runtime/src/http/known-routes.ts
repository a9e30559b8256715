import type { FastifyInstance } from 'fastify';

interface KnownRoute {
  readonly methods: readonly string[];
  readonly path: RegExp;
}

/** All routes of the server, to tell an unknown path from a path that is asked in a wrong way. */
export class KnownRoutes {
  private readonly routes: KnownRoute[] = [];

  /** Remembers what is added to the server from now on. */
  constructor(app: FastifyInstance) {
    app.addHook('onRoute', ({ method, url }) => {
      this.routes.push({ methods: [method].flat(), path: patternOf(url) });
    });
  }

  /** The methods that a path takes, for the header `Allow`. */
  methodsAt(path: string): string[] {
    const methods = this.routes.filter((route) => route.path.test(path)).flatMap((route) => route.methods);
    return [...new Set(methods)].sort();
  }
}

/** `/workflows/:id` takes one segment in place of `:id`; `*` takes the rest. A slash at the end does not count. */
function patternOf(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment === '*') return '.+';
    return segment.startsWith(':') ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/').replace(/\/$/, '')}/?$`);
}
