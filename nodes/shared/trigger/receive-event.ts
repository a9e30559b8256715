import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isSignedBy } from './signature';
import { keptSubscription } from './subscription';

/** Takes an event from the Aftercart server as one item. Anything without its signature is answered with 401. */
export async function receiveEvent(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const { secret = '' } = keptSubscription(context);
  const { rawBody } = context.getRequestObject() as { rawBody?: Buffer<ArrayBuffer> };
  const signature = context.getHeaderData()['x-aftercart-signature'];
  if (!rawBody || !(await isSignedBy(secret, rawBody, signature))) {
    const response = context.getResponseObject() as { status(code: number): { json(body: IDataObject): void } };
    response.status(401).json({ message: 'The signature is missing or wrong' });
    return { noWebhookResponse: true };
  }
  return { workflowData: [context.helpers.returnJsonArray(context.getBodyData())] };
}
