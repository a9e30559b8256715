import { useEffect, useState } from 'react';

export type Health = 'checking' | 'well' | 'unwell' | 'unreachable';

const CHECK_EVERY_MS = 15_000;

/** How the runtime says that it is, asked again and again while the page is open. */
export function useHealth(): Health {
  const [health, setHealth] = useState<Health>('checking');
  useEffect(() => {
    const leaving = new AbortController();
    const check = async () => {
      const answer = await askHealth(leaving.signal);
      if (!leaving.signal.aborted) setHealth(answer);
    };
    void check();
    const timer = setInterval(() => void check(), CHECK_EVERY_MS);
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, []);
  return health;
}

async function askHealth(signal: AbortSignal): Promise<Health> {
  try {
    const response = await fetch('/healthz', { signal });
    return response.ok ? 'well' : 'unwell';
  } catch {
    // fetch rejects only when no answer came: nobody is there, or the page is being left.
    return 'unreachable';
  }
}
