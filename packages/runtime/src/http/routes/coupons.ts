import { Type } from '@sinclair/typebox';

import { parseCodes, parsePool, type CouponPool } from '../../coupons';
import type { ApiApp } from '../api-app';
import { bodyCheckedByStore } from '../compile-validator';
import type { HttpDependencies } from '../http-dependencies';
import { toIso, toIsoOrNull } from '../iso';
import { ANSWERS_NOTHING, answers, componentOf } from '../schemas/answers';
import { TEXT_ID_PARAMS } from '../schemas/basics';
import { CouponCodesSchema, CouponPoolInputSchema, CouponPoolSchema } from '../schemas/coupon';

const TAGS = ['Coupons'];
const POOL = componentOf(CouponPoolSchema);

/** Codes that are given away, each of them once. */
export function couponRoutes(app: ApiApp, { couponPools: pools, workspace }: HttpDependencies): void {
  app.get(
    '/coupon-pools',
    {
      schema: {
        tags: TAGS,
        operationId: 'listCouponPools',
        summary: 'List coupon pools by name',
        response: answers(Type.Object({ data: Type.Array(POOL) }), 'All of them.'),
      },
    },
    async () => ({ data: (await pools.list(workspace)).map(present) }),
  );

  app.post(
    '/coupon-pools',
    {
      schema: {
        tags: TAGS,
        operationId: 'createCouponPool',
        summary: 'Make a coupon pool; fill it after that',
        body: componentOf(CouponPoolInputSchema),
        response: answers(POOL, 'It is there.', 201),
      },
      validatorCompiler: bodyCheckedByStore,
    },
    async ({ body }, reply) => await reply.code(201).send(present(await pools.create(workspace, parsePool(body)))),
  );

  app.get(
    '/coupon-pools/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'getCouponPool',
        summary: 'Read a coupon pool, and how many codes are left',
        params: TEXT_ID_PARAMS,
        response: answers(POOL, 'The pool.'),
      },
    },
    async ({ params }) => present(await pools.get(workspace, params.id)),
  );

  app.post(
    '/coupon-pools/:id/codes',
    {
      schema: {
        tags: TAGS,
        operationId: 'fillCouponPool',
        summary: 'Put codes into a pool, as CSV or as a list',
        description: 'Codes that are in it already stay as they are.',
        params: TEXT_ID_PARAMS,
        body: CouponCodesSchema,
        response: answers(Type.Object({ added: Type.Integer(), known: Type.Integer() }), 'How many were new.'),
      },
    },
    async ({ params, body }) => {
      const codes = [...parseCodes(body.csv ?? ''), ...parseCodes(body.codes ?? [])];
      return await pools.fill(workspace, params.id, codes);
    },
  );

  app.delete(
    '/coupon-pools/:id',
    {
      schema: {
        tags: TAGS,
        operationId: 'deleteCouponPool',
        summary: 'Delete a pool with its codes',
        params: TEXT_ID_PARAMS,
        response: ANSWERS_NOTHING,
      },
    },
    async ({ params }, reply) => {
      await pools.delete(workspace, params.id);
      return await reply.code(204).send();
    },
  );
}

function present(pool: CouponPool) {
  return { ...pool, expiresAt: toIsoOrNull(pool.expiresAt), createdAt: toIso(pool.createdAt) };
}
