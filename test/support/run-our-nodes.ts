import { Container } from '@n8n/di';
import { ExecutionLifecycleHooks, InstanceSettings, WorkflowExecute } from 'n8n-core';
import type {
  IConnections,
  IDataObject,
  INode,
  INodeExecutionData,
  INodeType,
  INodeTypes,
  IRun,
  IWorkflowExecuteAdditionalData,
  Workflow,
} from 'n8n-workflow';
import { Workflow as N8nWorkflow } from 'n8n-workflow';

import { AbandonedCartTrigger } from '../../nodes/AbandonedCartTrigger/AbandonedCartTrigger.node';
import { AbResults } from '../../nodes/AbResults/AbResults.node';
import { AbSplit } from '../../nodes/AbSplit/AbSplit.node';
import { CreateCoupon } from '../../nodes/CreateCoupon/CreateCoupon.node';
import { DateTrigger } from '../../nodes/DateTrigger/DateTrigger.node';
import { ListSegmentTrigger } from '../../nodes/ListSegmentTrigger/ListSegmentTrigger.node';
import { LeadScore } from '../../nodes/LeadScore/LeadScore.node';
import { MagentoTrigger } from '../../nodes/MagentoTrigger/MagentoTrigger.node';
import { RecommendProducts } from '../../nodes/RecommendProducts/RecommendProducts.node';
import { EventTrigger } from '../../nodes/EventTrigger/EventTrigger.node';
import { ProductAlertTrigger } from '../../nodes/ProductAlertTrigger/ProductAlertTrigger.node';
import { SendEmail } from '../../nodes/SendEmail/SendEmail.node';
import { SendPush } from '../../nodes/SendPush/SendPush.node';
import { SendSms } from '../../nodes/SendSms/SendSms.node';
import { SendWhatsapp } from '../../nodes/SendWhatsapp/SendWhatsapp.node';
import { ShowOnsiteMessage } from '../../nodes/ShowOnsiteMessage/ShowOnsiteMessage.node';
import { SplitByAttributes } from '../../nodes/SplitByAttributes/SplitByAttributes.node';
import { SplitByEngagement } from '../../nodes/SplitByEngagement/SplitByEngagement.node';
import { SplitByPurchaseAction } from '../../nodes/SplitByPurchaseAction/SplitByPurchaseAction.node';
import { SplitBySalesData } from '../../nodes/SplitBySalesData/SplitBySalesData.node';
import { UpdateConsent } from '../../nodes/UpdateConsent/UpdateConsent.node';
import { UpdateContact } from '../../nodes/UpdateContact/UpdateContact.node';
import { WaitForEvent } from '../../nodes/WaitForEvent/WaitForEvent.node';
import { WaitUntilDate } from '../../nodes/WaitUntilDate/WaitUntilDate.node';
import { WooCommerceTrigger } from '../../nodes/WooCommerceTrigger/WooCommerceTrigger.node';
import { loadNodesBase } from './run-workflow';

const PACKAGE = 'n8n-nodes-aftercart.';

/** The nodes of nodes-base and, from their sources, ours. */
export async function loadNodes(): Promise<INodeTypes> {
  const nodesBase = await loadNodesBase();
  const settings = { instanceType: 'main', instanceId: 'instance-1', n8nFolder: '/nonexistent' };
  Container.set(InstanceSettings, settings as never);
  const own = new Map<string, INodeType>(
    [
      new AbandonedCartTrigger(),
      new AbResults(),
      new AbSplit(),
      new CreateCoupon(),
      new DateTrigger(),
      new ListSegmentTrigger(),
      new LeadScore(),
      new MagentoTrigger(),
      new RecommendProducts(),
      new EventTrigger(),
      new ProductAlertTrigger(),
      new SendEmail(),
      new SendSms(),
      new SendWhatsapp(),
      new SendPush(),
      new ShowOnsiteMessage(),
      new SplitByAttributes(),
      new SplitByEngagement(),
      new SplitByPurchaseAction(),
      new SplitBySalesData(),
      new UpdateConsent(),
      new UpdateContact(),
      new WaitForEvent(),
      new WaitUntilDate(),
      new WooCommerceTrigger(),
    ].map((node) => [PACKAGE + node.description.name, node]),
  );
  return {
    getByName: (type) => own.get(type) ?? nodesBase.getByName(type),
    getByNameAndVersion: (type, version) => own.get(type) ?? nodesBase.getByNameAndVersion(type, version),
    getKnownTypes: () => ({}),
  };
}

export interface JourneyDocument {
  nodes: INode[];
  connections: IConnections;
}

/** A trigger and one node of ours after it. */
export function triggerAnd(type: string, parameters: INode['parameters'], more: Partial<INode> = {}): JourneyDocument {
  const place = { typeVersion: 1, position: [0, 0] as [number, number] };
  return {
    nodes: [
      { ...place, id: '0', name: 'Shop', type: `${PACKAGE}wooCommerceTrigger`, parameters: {} },
      { ...place, id: '1', name: 'Node', type: PACKAGE + type, parameters, ...more },
    ],
    connections: { Shop: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
  };
}

/** A workflow for one execution: resuming marks the node that waited as disabled in it. */
export function workflowOf(nodeTypes: INodeTypes, { nodes, connections }: JourneyDocument, timezone = 'UTC'): Workflow {
  const settings = { executionOrder: 'v1' as const, timezone };
  const own = structuredClone(nodes);
  return new N8nWorkflow({
    id: 'workflow-1',
    name: 'Journey',
    active: false,
    nodeTypes,
    nodes: own,
    connections,
    settings,
  });
}

/** Enters a workflow with what its trigger put out, until it ends or waits. */
export async function enter(workflow: Workflow, aftercart: unknown, items: IDataObject[], more = {}): Promise<IRun> {
  const start = Object.values(workflow.nodes)[0]!;
  const pinData = { [start.name]: items.map((json): INodeExecutionData => ({ json })) };
  const additionalData = additionalDataOf({ aftercart, ...more });
  return await new WorkflowExecute(additionalData, 'trigger').run({ workflow, startNode: start, pinData });
}

/** Goes on with an execution whose wait is over. */
export async function resume(workflow: Workflow, aftercart: unknown, { data }: IRun): Promise<IRun> {
  const additionalData = additionalDataOf({ aftercart, restartExecutionId: 'execution-1' });
  return await new WorkflowExecute(additionalData, 'trigger', data).processRunExecutionData(workflow);
}

/** What came out of each output of a node in its last run. */
export function outputsOf({ data }: IRun, node = 'Node'): INodeExecutionData[][] {
  return (data.resultData.runData[node]?.at(-1)?.data?.main ?? []).map((items) => items ?? []);
}

/** The names of the nodes that ran, in order of their first time. */
export function pathOf({ data }: IRun): string[] {
  return Object.keys(data.resultData.runData);
}

/** What n8n-core asks its host for, as little as our nodes need. */
export function additionalDataOf(more: object): IWorkflowExecuteAdditionalData {
  return {
    hooks: new ExecutionLifecycleHooks('trigger', 'execution-1', {} as never),
    executionId: 'execution-1',
    currentNodeExecutionIndex: 0,
    variables: {},
    webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
    formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
    ...more,
  } as unknown as IWorkflowExecuteAdditionalData;
}
