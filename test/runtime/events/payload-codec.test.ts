import { decodePayload, type EventPayload } from '../../../packages/runtime/src/events';
import { PayloadEncoder } from '../../../packages/runtime/src/events/payload-codec';

const lines = Array.from({ length: 8 }, (_, index) => ({
  id: `${index}`,
  productId: `${100 + index}`,
  variationId: null,
  sku: `SOAP-${index}`,
  name: index % 2 === 0 ? 'סבון שמן זית' : 'Olive oil soap',
  quantity: 1,
  image: `https://shop.example/wp-content/uploads/2026/03/soap-${index}.jpg`,
  price: 14.5,
  total: 14.5,
  categories: [{ id: '7', name: 'Skin care', slug: 'skin-care' }],
}));
const payloadOf = (type: string) =>
  ({
    event: { type, occurredAt: '2026-11-22T08:00:00.000Z' },
    shop: { id: 's', name: 'Olive & Co', url: 'https://shop.example', type: 'woocommerce' },
    order: { id: '12', lines },
  }) as unknown as EventPayload;

describe('the payload of an event', () => {
  test('comes back as it was, with its keys in their order', () => {
    const encoder = new PayloadEncoder();
    for (const type of ['order.created', 'order.placed', 'x'.repeat(300)]) {
      const payload = payloadOf(type);
      expect(JSON.stringify(decodePayload(encoder.encode(payload).bytes))).toBe(JSON.stringify(payload));
    }
  });

  test('takes a fraction of its size, the facts of one delivery compressed once for all of its events', () => {
    const encoder = new PayloadEncoder();
    const created = encoder.encode(payloadOf('order.created')).bytes;
    const placed = encoder.encode(payloadOf('order.placed')).bytes;
    expect(created.length).toBeLessThan(JSON.stringify(payloadOf('order.created')).length / 4);
    expect(placed.subarray(-100)).toEqual(created.subarray(-100));
  });

  test('is read as text, too: so were payloads stored before they were compressed', () => {
    const text = JSON.stringify(payloadOf('order.placed'));
    expect(decodePayload(text)).toEqual(payloadOf('order.placed'));
    expect(decodePayload(Buffer.from(text))).toEqual(payloadOf('order.placed'));
  });

  test('is refused where its bytes are damaged', () => {
    const bytes = new PayloadEncoder().encode(payloadOf('order.placed')).bytes;
    expect(() => decodePayload(bytes.subarray(0, 90))).toThrow();
    expect(() => decodePayload(Buffer.of(0, 2, 0x7b, 0x7d, 0x99))).toThrow('compression 153');
  });
});
