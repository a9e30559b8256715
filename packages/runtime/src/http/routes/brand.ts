import type { StoredBrand } from '../../messages';
import type { ApiApp } from '../api-app';
import { bodyCheckedByStore } from '../compile-validator';
import type { HttpDependencies } from '../http-dependencies';
import { toIso } from '../iso';
import { answers, componentOf } from '../schemas/answers';
import { BrandInputSchema, BrandSchema } from '../schemas/brand';

const TAGS = ['Messages'];
const BRAND = componentOf(BrandSchema);

/** What mails look like, and who they say they come from. */
export function brandRoutes(app: ApiApp, { brands, workspace }: HttpDependencies): void {
  app.get(
    '/brand',
    {
      schema: {
        tags: TAGS,
        operationId: 'getBrand',
        summary: 'Read what mails look like',
        response: answers(BRAND, 'The brand.'),
      },
    },
    async () => present(await brands.get(workspace)),
  );

  app.put(
    '/brand',
    {
      schema: {
        tags: TAGS,
        operationId: 'putBrand',
        summary: 'Say what mails look like',
        description: 'Mails that are not written yet get it.',
        body: componentOf(BrandInputSchema),
        response: answers(BRAND, 'The brand, with what was left out filled in.'),
      },
      validatorCompiler: bodyCheckedByStore,
    },
    async ({ body }) => present(await brands.put(workspace, body)),
  );
}

function present({ brand, updatedAt }: StoredBrand) {
  const { layoutHtml: _, ...rest } = brand;
  return { ...rest, updatedAt: updatedAt === null ? null : toIso(updatedAt) };
}
