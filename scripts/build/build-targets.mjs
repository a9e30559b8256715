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
      await target.build();
      await markBuilt(target, startedAt);
    }),
  );
  const complaints = results.flatMap((result, index) =>
    result.status === 'rejected' ? [`${targets[index]?.name} did not build:\n${messageOf(result.reason)}`] : [],
  );
  if (complaints.length > 0) throw new Error(complaints.join('\n\n'));
  console.log(`Built ${names} in ${((Date.now() - startedAt.getTime()) / 1000).toFixed(1)} s`);
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
