import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { splitItems } from '../shared/split-items';
import { UPDATE_CONTACT_PROPERTIES } from './properties';
import { updateContact } from './update-contact';

/** Changes what is known of a contact: fields, tags, lists. What that leads to elsewhere follows as from any change. */
export class UpdateContact implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Aftercart Update Contact',
    name: 'updateContact',
    icon: { light: 'file:../../icons/update-contact.svg', dark: 'file:../../icons/update-contact.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ [...($parameter["attributes"]?.values ?? []).map((each) => each.name), $parameter["addTags"] && "+ " + $parameter["addTags"], $parameter["removeTags"] && "− " + $parameter["removeTags"], $parameter["joinLists"] && "→ " + $parameter["joinLists"], $parameter["leaveLists"] && "← " + $parameter["leaveLists"]].filter(Boolean).join(", ") }}',
    description: 'Sets fields of a contact, adds and removes tags, joins and leaves lists',
    defaults: { name: 'Update Contact' },
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'aftercartApi', required: false }],
    usableAsTool: true,
    properties: UPDATE_CONTACT_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    return await splitItems(this, 1, (itemIndex) => updateContact(this, itemIndex));
  }
}
