import { createHmac, randomBytes } from 'node:crypto';

/**
 * What a WooCommerce shop sends when something happened: the bytes and the headers, the signature among them.
 *
 * @param {{ topic: 'order.created' | 'order.updated', body: string, secret: string, source: string }} delivery
 */
export function webhookHeaders({ topic, body, secret, source }) {
  const [resource = '', event = ''] = topic.split('.');
  return {
    'Content-Type': 'application/json',
    'X-WC-Webhook-Source': source,
    'X-WC-Webhook-Topic': topic,
    'X-WC-Webhook-Resource': resource,
    'X-WC-Webhook-Event': event,
    'X-WC-Webhook-Signature': createHmac('sha256', secret).update(body).digest('base64'),
    'X-WC-Webhook-ID': '1',
    'X-WC-Webhook-Delivery-ID': randomBytes(16).toString('hex'),
  };
}

/**
 * JSON as PHP writes it: everything but ASCII escaped, slashes too. The signature is over exactly these bytes.
 *
 * @param {unknown} value
 */
export function phpJson(value) {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * The same request for a shell.
 *
 * @param {string} url
 * @param {Record<string, string>} headers
 * @param {string} bodyFile
 */
export function curlCommand(url, headers, bodyFile) {
  const options = Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  return ['curl -sS -X POST', quote(url), ...options, `--data-binary ${quote(`@${bodyFile}`)}`].join(' \\\n  ');
}

/** @param {string} text */
function quote(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
