import { serverProcess, type ServerProcess } from '../support/server-process';

jest.setTimeout(90_000);

const LAYOUT = `<mjml><mj-body><mj-section><mj-column><mj-text>{{{body}}}</mj-text></mj-column></mj-section>
  <mj-section><mj-column><mj-text>{{{footer}}}</mj-text></mj-column></mj-section></mj-body></mjml>`;

describe('a server as it is installed', () => {
  let server: ServerProcess;
  beforeAll(async () => (server = await serverProcess()));
  afterAll(async () => await server.close());

  test("dresses mails with a shop's own layout in MJML", async () => {
    const put = await server.api('PUT', '/brand', { name: 'Olive', layout: LAYOUT });
    expect(put).toMatchObject({ status: 200, body: { layout: LAYOUT } });
    const contents = [{ language: 'he', subject: 'x', body: '<p>שלום</p>' }];
    const { body } = await server.api('POST', '/messages/preview', { contents });
    expect(body.mails[0].html).toMatch(/dir="rtl"[\s\S]*text-align:right[\s\S]*<p>שלום<\/p>/);
  });
});
