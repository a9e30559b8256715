import { resumeAddressOf } from '../../../packages/runtime/src/webhooks/resume-address';

const read = (path: string, query = '') =>
  resumeAddressOf({ path, raw: { url: `/webhook-waiting/${path}${query}` } as never });

test.each([
  ['17', '?signature=abc', { execution: 17, suffix: '', token: 'abc' }],
  ['17/approve', '?signature=abc&by=mail', { execution: 17, suffix: 'approve', token: 'abc' }],
  ['17', '?signature=abc/approve', { execution: 17, suffix: 'approve', token: 'abc' }],
  ['17', '', { execution: 17, suffix: '', token: undefined }],
  ['x17', '?signature=abc', { execution: 0, suffix: '', token: 'abc' }],
  ['99999999999999999999', '', { execution: 0, suffix: '', token: undefined }],
])('the address %s%s of a waiting execution is understood', (path, query, expected) => {
  expect(read(path, query)).toEqual(expected);
});
