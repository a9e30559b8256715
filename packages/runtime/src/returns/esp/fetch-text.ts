import { seconds } from '../../shared';
import type { FetchText } from './sns';

const PATIENCE = seconds(10);
const MOST_CERTIFICATES = 20;

/** Gets texts, and remembers certificates: Amazon has few, and signs every call. */
export function rememberingFetch(): FetchText {
  const certificates = new Map<string, string>();
  return async (url) => {
    const known = certificates.get(url);
    if (known !== undefined) return known;
    const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE.milliseconds) });
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    const text = await answer.text();
    if (url.endsWith('.pem') && certificates.size < MOST_CERTIFICATES) certificates.set(url, text);
    return text;
  };
}
