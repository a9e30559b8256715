import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import type { TriggerFilter } from '../hub';
import { isSubscribed, subscribe, unsubscribe } from './subscription';
import { triggerFilter } from './trigger-filter';

/** How a trigger in a stock n8n begins and ends to be told about events of shops of one kind. */
export function subscriptionMethods(shopType: string) {
  return subscriptionTo((parameters) => ({ ...triggerFilter(parameters), shopType }));
}

/** How a trigger in a stock n8n begins and ends to be told about the events that its parameters mean. */
export function subscriptionTo(filterOf: (parameters: IDataObject) => TriggerFilter) {
  return {
    default: {
      async checkExists(this: IHookFunctions): Promise<boolean> {
        return await isSubscribed(this);
      },
      async create(this: IHookFunctions): Promise<boolean> {
        await subscribe(this, filterOf);
        return true;
      },
      async delete(this: IHookFunctions): Promise<boolean> {
        await unsubscribe(this);
        return true;
      },
    },
  };
}
