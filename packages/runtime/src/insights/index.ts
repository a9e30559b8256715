export { InsightsJob, type InsightRun } from './insights-job';
export { readContactInsights, type ContactInsights } from './read-contact-insights';
export { recommendProducts } from './recommend/recommend-products';
export {
  STRATEGIES,
  type RecommendationRequest,
  type RecommendedProduct,
  type Strategy,
} from './recommend/recommendation-request';
export { GRADES } from './rfm/grade-name';
export { setCycle } from './set-cycle';
