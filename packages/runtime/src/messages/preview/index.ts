export type { Finding } from './checks/finding';
export { MessagePreviews, type Preview, type PreviewRequest } from './message-previews';
