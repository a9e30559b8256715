import { isPushService } from '../../../../../packages/runtime/src/messages/channels/push/is-push-service';

test.each([
  ['https://fcm.googleapis.com/fcm/send/abc', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/abc', true],
  ['https://web.push.apple.com/abc', true],
  ['https://wns2-par02p.notify.windows.com/w/?token=abc', true],
  ['http://fcm.googleapis.com/fcm/send/abc', false],
  ['https://fcm.googleapis.com:8443/fcm/send/abc', false],
  ['https://user@fcm.googleapis.com/fcm/send/abc', false],
  ['https://fcm.googleapis.com.evil.example/abc', false],
  ['https://evilpush.apple.com.example/abc', false],
  ['https://xpush.apple.com/abc', false],
  ['http://127.0.0.1:5680/api/v1/contacts', false],
  ['http://169.254.169.254/latest/meta-data', false],
  ['https://push.example.com/abc', true],
  ['https://push.example.com:444/abc', false],
  ['no address', false],
])('this server hands messages to push services and to nothing else: %s is one: %s', (endpoint, is) => {
  expect(isPushService(endpoint, ['https://push.example.com'])).toBe(is);
});
