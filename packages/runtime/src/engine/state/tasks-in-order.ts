import type { IRunData, ITaskData } from 'n8n-workflow';

/** What ran, in the order in which it ran. The runs of one node keep theirs, whatever their numbers say. */
export function tasksInOrder(runData: IRunData): Array<{ readonly node: string; readonly task: ITaskData }> {
  const tasks = Object.entries(runData).flatMap(([node, runs]) => {
    let rank = 0;
    return runs.map((task) => {
      rank = Math.max(rank, task.executionIndex);
      return { node, task, rank };
    });
  });
  return tasks.sort((one, other) => one.rank - other.rank);
}
