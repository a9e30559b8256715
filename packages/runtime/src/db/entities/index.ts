export { Cart } from './cart.entity';
export { Contact } from './contact.entity';
export { ContactIdentity, type IdentityKind } from './contact-identity.entity';
export { CredentialEntity } from './credential.entity';
export { DeliveryInbox } from './delivery-inbox.entity';
export { Delivery } from './delivery.entity';
export { Event } from './event.entity';
export { Execution, type StoredStatus } from './execution.entity';
export { JourneyEntry } from './journey-entry.entity';
export { JourneyPause } from './journey-pause.entity';
export { JourneySweep } from './journey-sweep.entity';
export { MessageContent } from './message-content.entity';
export { Message, type MessageDelivery, type MessageStatus } from './message.entity';
export { MessageReturn } from './message-return.entity';
export { Order } from './order.entity';
export { OrderLine } from './order-line.entity';
export { PendingEntry } from './pending-entry.entity';
export { Product, type ProductCategory } from './product.entity';
export { RefusedEntry } from './refused-entry.entity';
export { ReturnFeed } from './return-feed.entity';
export { SeenValue } from './seen-value.entity';
export { SendPace } from './send-pace.entity';
export { SetAside } from './set-aside.entity';
export { ShopResource } from './shop-resource.entity';
export { ShopState } from './shop-state.entity';
export { Shop } from './shop.entity';
export { Subscription } from './subscription.entity';
export { SubscriptionDelivery } from './subscription-delivery.entity';
export { WaitArm } from './wait-arm.entity';
export { WorkflowEntity } from './workflow.entity';
export { WorkflowVersion } from './workflow-version.entity';
export { Workspace } from './workspace.entity';
export { Attribute, type AttributeType } from './attribute.entity';
export {
  Consent,
  type ConsentBasis,
  type ConsentChannel,
  type ConsentPurpose,
  type ConsentStatus,
} from './consent.entity';
export { ConsentEntry, type ConsentSource } from './consent-entry.entity';
export { ContactImport, type ImportStatus } from './contact-import.entity';
export { ContactImportError } from './contact-import-error.entity';
export { ContactMerge } from './contact-merge.entity';
export { ContactTag } from './contact-tag.entity';
export { IdentityConflict } from './identity-conflict.entity';
export { List } from './list.entity';
export { ListMember } from './list-member.entity';
export { Suppression } from './suppression.entity';
export { Form } from './form.entity';
export { FormDay } from './form-day.entity';
export { FormSubmission, type SubmissionStatus } from './form-submission.entity';
export { Magnet } from './magnet.entity';
export { MagnetContent } from './magnet-content.entity';
export { Site } from './site.entity';
export { SiteCount } from './site-count.entity';
export { Visitor } from './visitor.entity';
export { VisitorEvent } from './visitor-event.entity';
export { FanOut } from './fan-out.entity';
export { InterestFill } from './interest-fill.entity';
export { Interest } from './interest.entity';
export { Watch } from './watch.entity';
