import { hash } from 'node:crypto';

import type { INodeTypes } from 'n8n-workflow';

import type { Template } from './template';

/** How n8n shows a template that it finds in a gallery. Instants are ISO 8601. */
export interface GalleryEntry {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly createdAt: string;
  readonly totalViews: number;
  readonly recentViews: number;
  readonly price: null;
  readonly purchaseUrl: null;
  readonly user: { readonly username: string; readonly name: string; readonly verified: boolean };
  readonly nodes: readonly GalleryNode[];
}

export interface GalleryNode {
  readonly id: number;
  readonly name: string;
  readonly displayName: string;
  readonly icon: string;
  readonly group: string;
  readonly defaults: { readonly name: string };
  readonly typeVersion: number;
  readonly codex: { readonly data: { readonly categories: readonly string[] } };
  readonly iconData:
    { readonly type: 'icon'; readonly icon: string } | { readonly type: 'file'; readonly fileBuffer: string };
}

interface Surroundings {
  readonly nodeTypes: Pick<INodeTypes, 'getByNameAndVersion'>;
  /** The SVG of a node of ours, by the name of its file; undefined where there is none. */
  readonly readIcon: (file: string) => string | undefined;
}

const OUR_PACKAGE = 'n8n-nodes-aftercart.';
const NOTE = 'n8n-nodes-base.stickyNote';
/** Templates have no dates of their own; n8n wants one. */
const CREATED_AT = '2026-11-01T00:00:00.000Z';

/** n8n knows templates by numbers: a template keeps its own as long as it keeps its name. */
export function galleryId({ name }: Pick<Template, 'name'>): number {
  return Number.parseInt(hash('sha256', name).slice(0, 7), 16) + 1;
}

/** A template as an entry of n8n's gallery. */
export function galleryEntry(template: Template, surroundings: Surroundings): GalleryEntry {
  const types = new Map(template.workflow.nodes.map(({ type, typeVersion }) => [type, typeVersion]));
  types.delete(NOTE);
  return {
    id: galleryId(template),
    name: template.title.en,
    description: [template.summary.en, fromRightToLeft(template, 'he'), fromRightToLeft(template, 'ar')].join('\n\n'),
    createdAt: CREATED_AT,
    totalViews: 0,
    recentViews: 0,
    price: null,
    purchaseUrl: null,
    user: { username: 'aftercart', name: 'Aftercart', verified: true },
    nodes: [...types].map(([type, version], index) => galleryNode(type, version, index + 1, surroundings)),
  };
}

/** Whether a template is among what was asked for, in any of its languages. */
export function isFound({ name, title, summary }: Template, search: string): boolean {
  const text = [name, ...Object.values(title), ...Object.values(summary)].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** n8n's pages run from left to right: without the isolate (U+2067 to U+2069) full stops stand at the wrong end. */
function fromRightToLeft({ title, summary }: Template, language: 'he' | 'ar'): string {
  return `\u2067**${title[language]}** ${summary[language]}\u2069`;
}

function galleryNode(
  name: string,
  typeVersion: number,
  id: number,
  { nodeTypes, readIcon }: Surroundings,
): GalleryNode {
  const { displayName, group, defaults, codex, iconUrl } = nodeTypes.getByNameAndVersion(name, typeVersion).description;
  // n8n's loader puts this in the place of `icon`.
  const file = (typeof iconUrl === 'object' ? iconUrl.light : iconUrl) ?? '';
  const svg = name.startsWith(OUR_PACKAGE) ? readIcon(file.slice(file.lastIndexOf('/') + 1)) : undefined;
  return {
    ...{ id, name, displayName, typeVersion },
    icon: file,
    group: JSON.stringify(group),
    defaults: { name: defaults.name ?? displayName },
    codex: { data: { categories: codex?.categories ?? [] } },
    iconData: svg
      ? { type: 'file', fileBuffer: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` }
      : { type: 'icon', icon: 'cube' },
  };
}
