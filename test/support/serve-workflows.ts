import './load-natively';

import { freePort } from './free-port';
import { openTestApp } from './open-test-app';
import { readWorkflow, type Finished, type Replacements } from './start-engine';

/** The whole product at a port of its own, whose workflows other servers and browsers reach. */
export async function serveWorkflows(env: Record<string, string> = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const app = await openTestApp({ AFTERCART_PORT: String(port), AFTERCART_PUBLIC_URL: url, ...env });
  const { executions, engine } = app;

  async function create(fixture: string, replacements: Replacements = {}): Promise<string> {
    const { body } = await app.api('POST', '/workflows', documentOf(readWorkflow(fixture, replacements)));
    return (body as { id: string }).id;
  }

  async function finished(id: number, { atWait = false, within = 20_000 } = {}): Promise<Finished> {
    const isThere = ({ stoppedAt, status }: Finished['execution']) =>
      (stoppedAt !== null || (atWait && status === 'waiting')) && !engine.inHand.has(id);
    const execution = await app.until(() => executions.get(1, id), isThere, within);
    return { execution, data: await executions.data(1, id) };
  }

  return {
    ...app,
    url,
    create,
    finished,

    /** Makes a fixture live. @returns its id here */
    async serve(fixture: string, replacements: Replacements = {}): Promise<string> {
      const id = await create(fixture, replacements);
      await app.live.activate(1, id);
      return id;
    },

    async run(workflow: string, options: { atWait?: boolean } = {}): Promise<Finished> {
      const { body } = await app.api('POST', `/workflows/${workflow}/run`);
      return await finished((body as { executionId: number }).executionId, options);
    },

    /** The newest execution of a workflow, once it has ended. */
    async newest(workflow: string, options: { atWait?: boolean } = {}): Promise<Finished> {
      const [newest] = await app.until(
        () => app.executionsOf(workflow),
        ({ length }) => length > 0,
      );
      return await finished(newest?.id ?? 0, options);
    },

    /** Stores a credential and gives its id. */
    async credential(type: string, data: object): Promise<string> {
      const { body } = await app.api('POST', '/credentials', { name: type, type, data });
      return (body as { id: string }).id;
    },

    async call(path: string, request: RequestInit = {}): Promise<Answer> {
      const answer = await fetch(path.startsWith('http') ? path : `${url}${path}`, { redirect: 'manual', ...request });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    },

    async post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
      const json = { 'content-type': 'application/json', ...headers };
      return await this.call(path, { method: 'POST', headers: json, body: JSON.stringify(body) });
    },
  };
}

export type WorkflowServer = Awaited<ReturnType<typeof serveWorkflows>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What the API takes of an exported workflow. */
function documentOf({ id, name, nodes, connections, settings }: Record<string, unknown>): object {
  return { id, name, nodes, connections, settings };
}
