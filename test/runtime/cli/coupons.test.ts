import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { runCommand } from '../../support/run-command';

jest.setTimeout(120_000);

test('an operator makes a pool, brings codes from a file, and sees how many are left', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-cli-coupons-'));
  const run = async (...argv: string[]) => await runCommand(argv, { AFTERCART_DATA: path.join(folder, 'data') });
  const file = path.join(folder, 'codes.csv');
  writeFileSync(file, 'code\nA\nB\nA\n');
  try {
    expect((await run('coupons', 'create')).exitCode).toBe(2);
    const { id } = JSON.parse((await run('coupons', 'create', '--name=Welcome')).output) as { id: string };
    const imported = await run('coupons', 'import', `--pool=${id}`, `--file=${file}`);
    expect(JSON.parse(imported.output)).toEqual({ added: 2, known: 0 });
    expect(JSON.parse((await run('coupons', 'list')).output)).toMatchObject([{ name: 'Welcome', left: 2, given: 0 }]);
    const missing = await run('coupons', 'import', `--pool=${id}`, `--file=${file}.none`);
    expect(missing).toMatchObject({ exitCode: 1, complaints: expect.stringContaining('FILE_UNUSABLE') });
    expect((await run('coupons', 'import', '--pool=none', `--file=${file}`)).complaints).toContain(
      'COUPON_POOL_NOT_FOUND',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
