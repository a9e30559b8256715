import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { splitItems } from '../shared/split-items';
import { bandsOf } from './bands-of';
import { changePoints } from './change-points';
import { LEAD_SCORE_PROPERTIES } from './properties';
import { takeBand } from './take-band';

/** Gives a contact points, or takes one of several ways by how many they have. */
export class LeadScore implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'Lead Score',
    name: 'leadScore',
    icon: { light: 'file:../../icons/lead-score.svg', dark: 'file:../../icons/lead-score.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle:
      '={{ $parameter["operation"] === "split" ? "split: " + $parameter["score"] : $parameter["operation"] + " " + $parameter["points"] + ": " + $parameter["score"] }}',
    description: 'Adds, subtracts or sets points of a contact, or splits contacts by their points',
    defaults: { name: 'Lead Score' },
    inputs: [NodeConnectionTypes.Main],
    outputs:
      '={{ $parameter["operation"] === "split" ? [{ type: "main", displayName: "Below" }, ...[...($parameter["bands"]?.values ?? [])].sort((one, other) => one.from - other.from).map((band) => ({ type: "main", displayName: band.name || "From " + band.from }))] : $parameter["hasCrossedOutput"] ? [{ type: "main", displayName: "No Threshold Crossed" }, { type: "main", displayName: "Threshold Crossed" }] : [{ type: "main" }] }}',
    credentials: [{ name: 'aftercartApi', required: false }],
    // An AI agent reads the first output of a tool only, and would take the others for "nothing".
    usableAsTool: undefined,
    properties: LEAD_SCORE_PROPERTIES,
  };

  async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
    if (this.getNodeParameter('operation', 0, 'add') === 'split') {
      const bands = bandsOf(this, 0);
      return await splitItems(this, bands.length + 1, (itemIndex) => takeBand(this, itemIndex));
    }
    const outputs = this.getNodeParameter('hasCrossedOutput', 0, false) === true ? 2 : 1;
    return await splitItems(this, outputs, (itemIndex) => changePoints(this, itemIndex, outputs));
  }
}
