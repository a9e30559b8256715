import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A browser's half of a subscription: what only it can read messages with. */
export interface PushBrowser {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly privateKey: string;
}

/** What a push service was handed, and what the browser reads in it. */
export interface Pushed {
  readonly name: string;
  readonly headers: IncomingHttpHeaders;
  readonly payload: Record<string, unknown>;
  /** What the sender says of itself, once its signature has been checked with the key that the browser agreed to. */
  readonly claims: Record<string, unknown>;
}

export interface PushAnswer {
  readonly status: number;
  readonly headers?: Record<string, string>;
}

const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64url');

/**
 * A push service over HTTP, with browsers that really decrypt what they are sent (RFC 8188 and 8291), and a service that
 * checks who signed it (RFC 8292).
 */
export async function startPushService() {
  const browsers = new Map<string, PushBrowser>();
  const pushed: Pushed[] = [];
  const errors: unknown[] = [];
  const service = {
    /** What it says to a message for a browser; undefined: nothing at all. */
    answer: (_name: string): PushAnswer | undefined => ({ status: 201 }),
    calls: 0,
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      service.calls++;
      const name = (request.url ?? '').slice('/push/'.length);
      const browser = browsers.get(name);
      const answer = browser ? service.answer(name) : { status: 404 };
      if (!answer) return;
      try {
        if (browser && answer.status === 201) {
          const { headers } = request;
          const payload = JSON.parse(decrypt(Buffer.concat(chunks), browser).toString()) as Record<string, unknown>;
          pushed.push({ name, headers, payload, claims: readClaims(headers.authorization ?? '') });
        }
      } catch (error) {
        errors.push(error);
      }
      response.writeHead(errors.length > 0 ? 400 : answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return Object.assign(service, {
    url,
    pushed,
    /** What could not be read or believed: none. */
    errors,

    /** A browser subscribes. */
    subscribe(name: string): PushBrowser {
      const curve = createECDH('prime256v1');
      const p256dh = curve.generateKeys('base64url');
      const keys = { p256dh, auth: randomBytes(16).toString('base64url') };
      const browser = { endpoint: `${url}/push/${name}`, keys, privateKey: curve.getPrivateKey('base64url') };
      browsers.set(name, browser);
      return browser;
    },

    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  });
}

/** RFC 8291: the key of a message from both halves and the secret of the subscription; one record of AES-128-GCM. */
function decrypt(body: Buffer, { keys, privateKey }: PushBrowser): Buffer {
  const salt = body.subarray(0, 16);
  const idLength = body.readUInt8(20);
  const sender = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(fromBase64(privateKey));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), fromBase64(keys.p256dh), sender]);
  const material = derive(fromBase64(keys.auth), curve.computeSecret(sender), info, 32);
  const key = derive(salt, material, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(salt, material, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce);
  decipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2));
}

/** HKDF with SHA-256, of up to 32 bytes. */
function derive(salt: Buffer, material: Buffer, info: Buffer, length: number): Buffer {
  const extracted = createHmac('sha256', salt).update(material).digest();
  return createHmac('sha256', extracted)
    .update(Buffer.concat([info, Buffer.from([1])]))
    .digest()
    .subarray(0, length);
}

/** `vapid t=…, k=…`: a token that is signed with the key beside it. */
function readClaims(authorization: string): Record<string, unknown> {
  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = fromBase64(publicKey);
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  if (!verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, fromBase64(signature))) {
    throw new Error('The signature does not hold');
  }
  return { ...(JSON.parse(fromBase64(claims).toString()) as object), key: publicKey };
}
