export { Arbiter, type ArbiterDependencies } from './arbiter';
export { firstLook } from './first-look';
export { readJudgement, RULE_NAMES, type Finding, type Judgement, type RuleName } from './judgement';
export { USUAL_PRIORITY, type Departure, type JourneyPort, type JourneyStanding, type SendingCalendar } from './ports';
export { readSendingRules, replaceSendingRules, type SendingRules } from './sending-rules';
