import { CodedOperationalError } from '../../shared';

/** The text of an answer, which must not be larger than this. @throws SHOP_ANSWER_UNREADABLE */
export async function readBounded(response: Response, bytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  if (reader) {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const chunk = part.value;
      size += chunk.length;
      if (size > bytes) {
        await reader.cancel();
        const limit = Math.round(bytes / 1024 / 1024);
        throw new CodedOperationalError('SHOP_ANSWER_UNREADABLE', `The shop's answer is larger than ${limit} MB.`);
      }
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
