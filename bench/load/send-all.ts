import { Connection } from './connection';

export interface Load {
  readonly url: string;
  /** Whole HTTP requests. */
  readonly requests: readonly Buffer[];
  readonly connections: number;
  /** Requests a second; as many as the server takes where left out. */
  readonly rate?: number;
}

export interface LoadResult {
  /** UTC epoch ms of the first request. */
  readonly startedAt: number;
  /** Until the last answer. */
  readonly seconds: number;
  /** Milliseconds from when a request was due to be sent to its whole answer. */
  readonly latencies: readonly number[];
  /** How many answers were not 2xx. */
  readonly refused: number;
}

/**
 * Sends all requests. With a rate, each has a moment at which it is due, and its latency counts from there: a server
 * that falls behind cannot hide it by being asked less.
 */
export async function sendAll({ url, requests, connections, rate }: Load): Promise<LoadResult> {
  const clients = await Promise.all(Array.from({ length: connections }, () => Connection.open(url)));
  const latencies: number[] = [];
  let refused = 0;
  let next = 0;
  const startedAt = Date.now();
  const start = performance.now();

  const work = async (client: Connection): Promise<void> => {
    for (;;) {
      const index = next++;
      const request = requests[index];
      if (request === undefined) return;
      const due = rate === undefined ? performance.now() : start + (index / rate) * 1_000;
      const early = due - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const status = await client.send(request);
      latencies.push(performance.now() - due);
      if (status < 200 || status > 299) refused += 1;
    }
  };

  await Promise.all(clients.map(work));
  const seconds = (performance.now() - start) / 1_000;
  for (const client of clients) client.close();
  return { startedAt, seconds, latencies, refused };
}
