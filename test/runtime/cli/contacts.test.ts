import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { freePort } from '../../support/free-port';
import { runCommand } from '../../support/run-command';
import { startJourneys, type TestJourneys } from '../../support/start-journeys';

let shop: TestJourneys;
let run: (...argv: string[]) => ReturnType<typeof runCommand>;
const fileIn = (name: string) => path.join(shop.config.dataFolder, name);

beforeEach(async () => {
  const env = { AFTERCART_PORT: String(await freePort()) };
  shop = await startJourneys({ env });
  const settings = { ...env, AFTERCART_DATA: shop.config.dataFolder, AFTERCART_LOG_LEVEL: 'silent' };
  run = async (...argv) => await runCommand(['contacts', ...argv], settings);
});
afterEach(async () => await shop.close());

test('an operator imports a file, gets the lines that could not be read, and exports who is known', async () => {
  writeFileSync(
    fileIn('in.csv'),
    'E-mail,First name,Country\nrivka@example.com,רבקה,IL\nno address,,\neve@example.com,=1+1,US\n',
  );
  const imported = await run('import', fileIn('in.csv'), '--errors');
  expect(imported.output).toContain('no address');
  expect(await shop.database.all('SELECT email, first_name AS name FROM contact ORDER BY id')).toEqual([
    { email: 'rivka@example.com', name: 'רבקה' },
    { email: 'eve@example.com', name: '=1+1' },
  ]);
  expect(await run('export', `--output=${fileIn('out.csv')}`)).toMatchObject({ exitCode: 0 });
  const exported = readFileSync(fileIn('out.csv'), 'utf8');
  expect(exported).toContain('רבקה');
  expect(exported).not.toMatch(/(^|,)"?=1\+1/m); // a spreadsheet would calculate it
});

test('an operator shows a person what is known of them, and forgets them for good', async () => {
  writeFileSync(fileIn('in.csv'), 'E-mail,First name\nrivka@example.com,Rivka\n');
  await run('import', fileIn('in.csv'));
  const shown = await run('show', '--email=rivka@example.com');
  expect(JSON.parse(shown.output)).toMatchObject({ contact: { firstName: 'Rivka' } });
  expect(await run('erase', '--email=rivka@example.com')).toMatchObject({ exitCode: 0 });
  expect(await shop.database.all('SELECT id FROM contact')).toEqual([]);
  const gone = await run('show', '--email=rivka@example.com');
  expect([gone.exitCode, gone.complaints]).toEqual([1, expect.stringMatching(/^CONTACT_NOT_FOUND: /)]);
});

test('whoever does not say what a command needs is told', async () => {
  expect((await run('export')).complaints).toContain('--output=FILE');
  expect((await run('erase')).complaints).toContain('--id=ID or --email=ADDRESS');
  expect((await run('import', fileIn('nowhere.csv'))).exitCode).not.toBe(0);
});
