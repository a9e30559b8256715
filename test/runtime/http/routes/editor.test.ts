import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createServer, type HttpDependencies } from '../../../../packages/runtime/src/http';
import { readEditorFiles } from '../../../../packages/runtime/src/http/editor-files';
import { silentLogger } from '../../../../packages/runtime/src/shared';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aftercart-editor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function build(): void {
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Editor</title>');
  writeFileSync(path.join(folder, 'assets/index-abc.js'), 'start();');
  writeFileSync(path.join(folder, '.built'), '');
  writeFileSync(path.join(path.dirname(folder), 'outside.txt'), 'secret');
}

/** Only what the editor's routes ask for: they know nobody else. */
async function serve<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
  const dependencies = { editorFolder: folder, apiKey: 'key', logger: silentLogger, publicUrl: 'http://127.0.0.1' };
  const server = createServer(dependencies as unknown as HttpDependencies);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  try {
    return await use(url);
  } finally {
    await server.close();
  }
}

const browser = { headers: { accept: 'text/html' } };

test('the editor opens at /, and at addresses of its own', async () => {
  build();
  await serve(async (url) => {
    for (const at of ['/', '/workflow/abc', '/workflow/abc/executions/1?tab=log']) {
      const answer = await fetch(url + at, browser);
      expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html><title>Editor</title>']);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

test('files whose name follows from their content are kept for ever, the page is asked for each time', async () => {
  build();
  await serve(async (url) => {
    const script = await fetch(`${url}/assets/index-abc.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const page = await fetch(`${url}/`, browser);
    const again = await fetch(`${url}/`, {
      headers: { ...browser.headers, 'if-none-match': page.headers.get('etag')! },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});

test('what is not a file of the editor stays unknown: programs get codes, never a page', async () => {
  build();
  await serve(async (url) => {
    const codeAt = async (at: string, init: RequestInit = browser): Promise<unknown> => {
      const answer = await fetch(url + at, init);
      return [answer.status, ((await answer.json()) as { code: string }).code];
    };
    for (const at of [
      '/assets/gone.js',
      '/api/v2/workflows',
      '/api',
      '/shops/1',
      '/webhook',
      '/assets/..%2f..%2foutside.txt',
    ]) {
      expect([at, await codeAt(at)]).toEqual([at, [404, 'NOT_FOUND']]);
    }
    expect(await codeAt('/workflow/abc', {})).toEqual([404, 'NOT_FOUND']);
    expect(await codeAt('/workflow/abc', { method: 'POST', ...browser })).toEqual([404, 'NOT_FOUND']);
    expect(await codeAt('/', { method: 'POST', body: 'x' })).toEqual([405, 'METHOD_NOT_ALLOWED']);
    expect(await codeAt('/.built', {})).toEqual([404, 'NOT_FOUND']);
  });
});

test('a server without a built editor works and says how to build it', async () => {
  expect(readEditorFiles(path.join(folder, 'nowhere'))).toEqual([]);
  await serve(async (url) => {
    const answer = await fetch(`${url}/`, browser);
    expect([answer.status, await answer.json()]).toEqual([
      404,
      { code: 'NOT_FOUND', message: expect.stringContaining('npm run build') },
    ]);
  });
});
