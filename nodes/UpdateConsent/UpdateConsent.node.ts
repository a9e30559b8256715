import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { splitItems } from '../shared/split-items';
import { UPDATE_CONSENT_PROPERTIES } from './properties';
import { updateConsent } from './update-consent';

/** Records what a contact said about being written to. Consent is granted on a stated basis only. */
export class UpdateConsent implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Update Consent',
    name: 'updateConsent',
    icon: { light: 'file:../../icons/update-consent.svg', dark: 'file:../../icons/update-consent.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["status"] + ": " + $parameter["channels"] + ", " + $parameter["purpose"] }}',
    description: 'Records that a contact agreed to be written to, or does not want it any more',
    defaults: { name: 'Update Consent' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    // Whether somebody has agreed is not for an AI agent to say.
    usableAsTool: undefined,
    properties: UPDATE_CONSENT_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await splitItems(this, 1, (itemIndex) => updateConsent(this, itemIndex));
  }
}
