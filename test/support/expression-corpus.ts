import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { EXTENSION_OBJECTS } from 'n8n-workflow/dist/cjs/extensions/expression-extension.js';
import { NativeMethods } from 'n8n-workflow/dist/cjs/native-methods/index.js';

import { repository } from './build-nodes';

const folder = path.join(repository, 'test/fixtures/expressions');

/** The expressions of our own corpus, by topic. */
export function corpus(): [topic: string, expressions: string[]][] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return files.map((file) => {
    const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
    return [path.basename(file, '.txt'), lines.filter((line) => line.startsWith('='))];
  });
}

/** The examples that n8n's own documentation gives for each function. */
export function documentedExamples(): string[] {
  const groups = [...EXTENSION_OBJECTS, ...NativeMethods];
  const functions = groups.flatMap((group) => Object.values(group.functions as Record<string, Documented>));
  const examples = functions.flatMap(({ doc }) => doc?.examples ?? []).map(({ example }) => example);
  return [...new Set(examples)].filter((example) => !/random/i.test(example)).map((example) => `={{ ${example} }}`);
}

interface Documented {
  readonly doc?: { readonly examples?: readonly { readonly example: string }[] };
}

/** The expressions in the descriptions of n8n's own nodes. */
export function expressionsOfNodes(): string[] {
  return expressionsIn(parse(require.resolve('n8n-nodes-base/dist/types/nodes.json')));
}

/** The expressions in all workflows of a folder of the repository. */
export function expressionsOfWorkflows(directory: string): string[] {
  const files = readdirSync(path.join(repository, directory), { recursive: true, encoding: 'utf8' });
  const workflows = files
    .filter((file) => file.endsWith('.json'))
    .map((file) => parse(path.join(repository, directory, file)));
  return expressionsIn(workflows.map((workflow) => (workflow as { nodes?: unknown }).nodes));
}

function parse(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function expressionsIn(document: unknown): string[] {
  const found = new Set<string>();
  const search = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.startsWith('=') && value.includes('{{')) found.add(value);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(search);
  };
  search(document);
  return [...found];
}

/** Three contacts: one with everything, one with little, one with other types than expected. */
export const CONTACTS = [
  {
    email: ' Anna@Tea.example',
    name: 'anna maria Berg',
    customer: { id: 7, firstName: 'Anna', lastName: 'Berg' },
    number: 1042,
    total: 42.5,
    currency: 'eur',
    vip: true,
    status: 'paid',
    zero: 0,
    empty: '',
    nothing: null,
    text: '17',
    key: 'city',
    site: 'https://shop.example/tea/green?x=1',
    phone: '0171 / 234-56',
    createdAt: '2026-03-01T23:30:00.000Z',
    note: 'A note on **tea** & more, to ben@tea.example\nhttps://tea.example/a 12',
    tags: ['new', 'old', 'new'],
    address: { city: 'Bern', zip: '3011', street: '' },
    items: [
      { sku: 'T-2', name: 'Green tea', price: 12.5, quantity: 2, tags: ['a', 'b'] },
      { sku: 'T-1', name: 'Äpfel', price: 4, quantity: 1, tags: ['b'] },
      { sku: 'K-9', name: 'Kettle', price: 13.5, quantity: 1, tags: [] },
    ],
  },
  { email: 'ben@tea.example', name: 'Ben', total: 3, tags: [], items: [], createdAt: '2024-02-29', address: {} },
  {
    email: null,
    name: 5,
    total: '12,50',
    tags: 'a,b',
    items: { a: 1 },
    createdAt: 1767225600000,
    note: ['x'],
    vip: 'no',
  },
] as const;
