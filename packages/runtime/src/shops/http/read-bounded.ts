import { CodedOperationalError } from '../../shared';

/** The text of an answer, which must not be larger than this. @throws SHOP_ANSWER_UNREADABLE */
export async function readBounded(response: Response, bytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body = response.body as AsyncIterable<Uint8Array> | null;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > bytes) {
      const limit = Math.round(bytes / 1024 / 1024);
      throw new CodedOperationalError('SHOP_ANSWER_UNREADABLE', `The shop's answer is larger than ${limit} MB.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
