import type { HubAddress } from './hub-credential';

/** Deactivates what is live at the server: in n8n the same journeys are to be tried. */
export async function leaveJourneysToN8n(hub: HubAddress): Promise<void> {
  const { data } = (await ask(hub, 'GET', '/workflows?active=true')) as { data: { id: string }[] };
  for (const { id } of data) await ask(hub, 'POST', `/workflows/${id}/deactivate`);
}

async function ask({ url, apiKey }: HubAddress, method: string, route: string): Promise<unknown> {
  const response = await fetch(`${url}/api/v1${route}`, { method, headers: { 'x-n8n-api-key': apiKey } });
  if (!response.ok) throw new Error(`${method} ${route} of ${url} was answered with ${response.status}.`);
  return await response.json();
}
