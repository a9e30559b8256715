import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import '../../support/load-natively';
import { runCommand } from '../../support/run-command';

jest.setTimeout(120_000);

test('an operator applies a preset to all channels, another calendar to one, and looks at the days to come', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-cli-calendar-'));
  const env = { AFTERCART_DATA: path.join(folder, 'data'), AFTERCART_TIME_ZONE: 'Asia/Jerusalem' };
  const run = async (...argv: string[]) => await runCommand(['calendar', ...argv], env);
  try {
    expect(await run('set', '--preset=israel')).toMatchObject({
      exitCode: 0,
      complaints: '',
      output: expect.stringContaining('"channel": "default"'),
    });
    const file = path.join(folder, 'sms.json');
    writeFileSync(file, JSON.stringify({ quietHours: { from: '20:00', to: '09:00' } }));
    expect(await run('set', '--channel=sms', `--file=${file}`)).toMatchObject({ exitCode: 0 });
    expect(JSON.parse((await run('list')).output).data).toMatchObject([{ channel: 'default' }, { channel: 'sms' }]);
    expect(JSON.parse((await run('show', '--channel=sms')).output)).toMatchObject({
      settings: { quietHours: { from: '20:00', to: '09:00' } },
    });
    const { output } = await run('preview', '--days=14', '--city=haifa');
    expect(output).toMatch(/^Asia\/Jerusalem, sun of Haifa\n/);
    expect(output).toContain('closed  CALENDAR_SABBATH  Sabbath, in Haifa');
    expect(output).toMatch(/\d\d:\d\d {2}open\n/);
    expect(await run('delete', '--channel=sms')).toMatchObject({ exitCode: 0 });
    expect(await run('show', '--channel=sms')).toMatchObject({
      exitCode: 1,
      complaints: expect.stringContaining('CALENDAR_NOT_FOUND'),
    });
    expect(await run('set', '--preset=mars')).toMatchObject({ exitCode: 1 });
    expect(await run('set')).toMatchObject({ exitCode: 2 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
