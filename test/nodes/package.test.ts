import { existsSync } from 'node:fs';
import path from 'node:path';

import { Container } from '@n8n/di';
import { InstanceSettings, PackageDirectoryLoader } from 'n8n-core';

import { buildNodes, repository } from '../support/build-nodes';

let loader: PackageDirectoryLoader;
beforeAll(async () => {
  await buildNodes();
  Container.set(InstanceSettings, { instanceType: 'main', n8nFolder: '/nonexistent' } as never);
  loader = new PackageDirectoryLoader(repository);
  await loader.loadAll();
}, 120_000);

test("an operator finds the nodes and the credential in n8n, as n8n's own loader reads the built package", () => {
  expect(loader.packageName).toBe('n8n-nodes-aftercart');
  expect(Object.keys(loader.nodeTypes).sort()).toEqual([
    'abResults',
    'abSplit',
    'abandonedCartTrigger',
    'createCoupon',
    'dateTrigger',
    'eventTrigger',
    'leadScore',
    'listSegmentTrigger',
    'magentoTrigger',
    'productAlertTrigger',
    'recommendProducts',
    'sendEmail',
    'sendPush',
    'sendSms',
    'sendWhatsapp',
    'showOnsiteMessage',
    'splitByAttributes',
    'splitByEngagement',
    'splitByPurchaseAction',
    'splitBySalesData',
    'updateConsent',
    'updateContact',
    'waitForEvent',
    'waitUntilDate',
    'wooCommerceTrigger',
  ]);
  expect(Object.keys(loader.credentialTypes)).toEqual(['aftercartApi']);
  expect(loader.known.credentials.aftercartApi!.supportedNodes).toEqual([
    'wooCommerceTrigger',
    'magentoTrigger',
    'dateTrigger',
    'listSegmentTrigger',
    'abandonedCartTrigger',
    'productAlertTrigger',
    'eventTrigger',
    'splitBySalesData',
    'splitByPurchaseAction',
    'splitByAttributes',
    'splitByEngagement',
    'abSplit',
    'abResults',
    'leadScore',
    'recommendProducts',
    'updateContact',
    'updateConsent',
    'createCoupon',
    'sendEmail',
    'sendSms',
    'sendWhatsapp',
    'sendPush',
    'showOnsiteMessage',
  ]);
});

test('each node and the credential have their icons, and the nodes what they are found by', () => {
  const { nodes, credentials } = loader.types;
  expect(nodes).toHaveLength(25);
  for (const { iconUrl } of [...nodes, ...credentials]) {
    const urls = typeof iconUrl === 'object' && iconUrl !== null ? Object.values(iconUrl) : [];
    expect(urls).toHaveLength(2);
    for (const url of urls) {
      expect(existsSync(path.join(repository, url.replace('icons/n8n-nodes-aftercart/', '')))).toBe(true);
    }
  }
  for (const { codex } of nodes) expect(codex?.categories).toContain('Marketing');
});

test('no node keeps a parameter to itself: each has its name and its default', () => {
  for (const { properties } of loader.types.nodes) {
    const names = properties.map(({ name, displayOptions }) => name + JSON.stringify(displayOptions?.show ?? {}));
    expect(new Set(names).size).toBe(names.length);
    expect(properties.filter((property) => property.default === undefined)).toEqual([]);
  }
});
