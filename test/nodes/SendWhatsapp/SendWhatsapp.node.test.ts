import type { INode, INodeTypes } from 'n8n-workflow';

import { RecordingHub } from '../../support/recording-hub';
import { enter, loadNodes, outputsOf, triggerAnd, workflowOf } from '../../support/run-our-nodes';

let nodeTypes: INodeTypes;
beforeAll(async () => {
  nodeTypes = await loadNodes();
}, 60_000);

const HEBREW = {
  language: 'he',
  templateName: ' cart_reminder ',
  body: { values: [{ text: '{{contact.firstName}}' }, { text: '={{ $json.x }}', name: 'total' }] },
  headerKind: 'image',
  headerValue: '{{product.imageUrl}}',
  buttons: { values: [{ index: 1, suffix: 'cart/{{cart.id}}' }] },
  text: 'שלום {{contact.firstName}}',
};
const whatsapp = (parameters: INode['parameters'] = {}, more: Partial<INode> = {}) =>
  workflowOf(nodeTypes, triggerAnd('sendWhatsapp', { languages: { values: [HEBREW] }, ...parameters }, more));

test('a contact gets the template with its places as they were written: n8n evaluates nothing in them', async () => {
  const hub = new RecordingHub();
  const run = await enter(whatsapp(), hub, [{ contact: { id: 7 } }]);
  expect(hub.whatsapps).toEqual([
    {
      contact: { id: 7 },
      contents: [
        {
          language: 'he',
          text: 'שלום {{contact.firstName}}',
          template: {
            name: 'cart_reminder',
            language: 'he',
            body: [{ text: '{{contact.firstName}}' }, { text: '{{ $json.x }}', name: 'total' }],
            header: { kind: 'image', value: '{{product.imageUrl}}' },
            buttons: [{ index: 1, suffix: 'cart/{{cart.id}}' }],
          },
        },
      ],
      purpose: 'promotional',
      data: {},
      sender: undefined,
      to: undefined,
      itemIndex: 0,
      node: 'Node',
      visit: 0,
    },
  ]);
  expect(outputsOf(run)[0]![0]).toMatchObject({
    json: {
      contact: { id: 7 },
      message: { messageId: 'message-1', verdict: 'send', reason: 'sent', form: 'template' },
    },
    pairedItem: { item: 0 },
  });
});

test.each([
  [{ language: 'en', templateName: 'cart', templateLanguage: 'en_US' }, 'en', 'en_US'],
  [{ language: 'en', templateName: 'cart' }, 'en', 'en'],
  [{ language: 'other', otherLanguage: 'pt-br', templateName: 'cart' }, 'pt-BR', 'pt_BR'],
])('of %j the contacts are those of %s, and the code at Meta is %s', async (values, language, code) => {
  const hub = new RecordingHub();
  await enter(whatsapp({ languages: { values: [values] } }), hub, [{}]);
  expect(hub.whatsapps).toMatchObject([{ contents: [{ language, template: { language: code } }] }]);
  expect(Object.keys(hub.whatsapps[0]!.contents[0]!)).toEqual(['language', 'template']);
});

test('the options are expressions of the item', async () => {
  const hub = new RecordingHub();
  const options = { data: '={{ { coupon: $json.coupon } }}', sender: 'abc', to: '={{ $json.phone }}' };
  await enter(whatsapp({ purpose: 'transactional', options }), hub, [{ coupon: 'HI', phone: '+972502345678' }]);
  expect(hub.whatsapps).toMatchObject([
    { purpose: 'transactional', data: { coupon: 'HI' }, sender: 'abc', to: '+972502345678' },
  ]);
});

test.each([
  [{ languages: { values: [] } }, 'The WhatsApp message has no content'],
  [{ languages: { values: [{ language: 'he', templateName: ' ' }] } }, 'The WhatsApp message has no content'],
  [{ languages: { values: [HEBREW, HEBREW] } }, 'two contents in the language "he"'],
  [{ languages: { values: [{ ...HEBREW, language: 'other', otherLanguage: '!' }] } }, '"!" is not a language tag'],
  [{ options: { data: '[1]' } }, 'The extra data has to be an object'],
])('a message that makes no sense is not sent: %p', async (parameters, message) => {
  const hub = new RecordingHub();
  const run = await enter(whatsapp(parameters), hub, [{}]);
  expect(run.data.resultData.error?.message).toContain(message);
  expect(hub.whatsapps).toEqual([]);
});

test('one contact whose message fails does not keep the next from its own', async () => {
  const hub = new RecordingHub();
  const parameters = { contactFrom: 'email', contactEmail: '={{ $json.mail }}' };
  const workflow = whatsapp(parameters, { onError: 'continueErrorOutput' });
  const outputs = outputsOf(await enter(workflow, hub, [{ mail: '' }, { mail: 'b@example.com' }]));
  expect(outputs).toMatchObject([
    [{ json: { mail: 'b@example.com', message: { messageId: 'message-1' } }, pairedItem: { item: 1 } }],
    [{ json: { mail: '', error: 'The e-mail address of the contact is empty' } }],
  ]);
});
