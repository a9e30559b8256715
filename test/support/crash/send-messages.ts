/** How long a site waits before it sends again what was not acknowledged. */
const BEFORE_NEXT_TRY = 100;

/** The server of a site that tells of its visitors, each thing until it is acknowledged: with the same id, so that it counts once. */
export class SendMessages {
  constructor(
    private readonly url: string,
    private readonly secretKey: string,
  ) {}

  async send(messageId: string, userId: string, event: string, properties: object): Promise<void> {
    const now = new Date().toISOString();
    const message = { type: 'track', messageId, userId, event, properties, timestamp: now };
    while (!(await this.isTaken(JSON.stringify({ batch: [message], sentAt: now })))) await pause(BEFORE_NEXT_TRY);
  }

  private async isTaken(body: string): Promise<boolean> {
    try {
      const answer = await fetch(this.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${Buffer.from(`${this.secretKey}:`).toString('base64')}`,
        },
        body,
      });
      await answer.text();
      if (answer.ok) return true;
      if (answer.status === 429 || answer.status === 503) return false;
      throw new Error(`The site was refused for good: ${answer.status}`);
    } catch (error) {
      if ((error as Error).name !== 'TypeError') throw error; // anything but a connection that failed
      return false;
    }
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
