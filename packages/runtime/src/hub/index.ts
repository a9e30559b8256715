export type {
  ContactReference,
  DecisionRequest,
  HubEmailRequest,
  HubRecommendationRequest,
  HubSmsRequest,
  HubWhatsappRequest,
  SalesDataRequest,
  ScoreRequest,
  SubscriptionRequest,
} from './hub-requests';
export { HubService } from './hub-service';
export { inProcessHub, type HubExecution } from './in-process-hub';
export type { People } from './plan-update';
export { SubscriptionDeliverer } from './subscription-deliverer';
export { SubscribedFilters } from './subscribed-filters';
export { Subscriptions, type FollowSubscription } from './subscriptions';
