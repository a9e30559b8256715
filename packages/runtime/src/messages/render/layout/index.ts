export { footer } from './footer';
export { framedDocument } from './framed-document';
export { LAYOUTS, type Layout, type MailFrame } from './mail-frame';
export { preheaderOf } from './preheader';
