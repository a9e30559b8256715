import type { AfterCrash, RunnableVersion } from '../../workflows';

/** What is to become of an execution whose server died while this node ran. */
export function afterCrashOf({ settings }: Pick<RunnableVersion, 'settings'>, node: string): AfterCrash {
  const { afterCrash = 'retry', afterCrashOf: ofNodes = {} } = settings.aftercart ?? {};
  return (Object.hasOwn(ofNodes, node) ? ofNodes[node] : undefined) ?? afterCrash;
}
