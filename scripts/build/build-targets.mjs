import { markBuilt } from './freshness.mjs';

/** @import { Target } from './targets.mjs' */

/**
 * Builds targets side by side and says what it does. Throws one error with every compiler's complaint.
 *
 * @param {readonly Target[]} targets
 */
export async function buildTargets(targets) {
  const names = targets.map((target) => target.name).join(', ');
  console.log(`Building ${names} …`);
  const startedAt = new Date();
  const results = await Promise.allSettled(
    targets.map(async (target) => {
      await target.build().catch((/** @type {Error} */ error) => {
        throw new Error(`${target.name} did not build:\n${error.message}`, { cause: error });
      });
      await markBuilt(target, startedAt);
    }),
  );
  const complaints = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason.message)] : []));
  if (complaints.length > 0) throw new Error(complaints.join('\n\n'));
  console.log(`Built ${names} in ${((Date.now() - startedAt.getTime()) / 1000).toFixed(1)} s`);
}
