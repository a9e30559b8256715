import type { IHookFunctions } from 'n8n-workflow';

import { isSubscribed, subscribe, unsubscribe } from './subscription';

/** How a trigger in a stock n8n begins and ends to be told about events of shops of one kind. */
export function subscriptionMethods(shopType: string) {
  return {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return await isSubscribed(this);
      },
      async create(this: IHookFunctions): Promise<boolean> {
        await subscribe(this, shopType);
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        await unsubscribe(this);
        return true;
      },
    },
  };
}
