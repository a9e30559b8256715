import type { INodeTypes } from 'n8n-workflow';

import { messageOf, type Clock, type Logger } from '../../shared';
import { applyTaskResult } from './apply-task-result';
import { callHelper } from './call-helper';
import type { CodeRunnerOptions } from './code-runner-options';
import type { CodeTask } from './code-task';
import { describeNodeTypes } from './describe-node-types';
import { describeTaskData } from './describe-task-data';
import { RunnerChild } from './runner-child';
import { runnerMessageSchema, type BrokerMessage, type MessageOf, type RunnerMessage } from './runner-messages';
import { timeoutOutcome } from './timeout-outcome';

export interface SessionCollaborators {
  readonly options: CodeRunnerOptions;
  readonly nodeTypes: INodeTypes;
  readonly logger: Logger;
  readonly clock: Clock;
}

export interface SessionEvents {
  /** The child offers to take a task, or has finished one. */
  onCapacity(): void;
  /** A task that was handed to the child has not run and may go to it, or to the next child, again. */
  onReturned(task: CodeTask): void;
  /** Once; nothing is in hand any more. `hasWorked` is false for a child that never came up. */
  onEnded(reason: string, hasWorked: boolean): void;
}

interface Held {
  readonly task: CodeTask;
  readonly timer: NodeJS.Timeout;
  readonly heldAt: number;
}

/**
 * One child from its start to its end, and our side of the conversation with it: the runner offers, we accept an offer
 * with a task, it asks for settings and data, calls helpers, and reports the outcome.
 */
export class RunnerSession {
  private readonly child: RunnerChild;
  private readonly held = new Map<string, Held>();
  private offers: Array<{ id: string; validUntil: number }> = [];
  private hasWorked = false;

  constructor(
    private readonly collaborators: SessionCollaborators,
    private readonly events: SessionEvents,
  ) {
    this.child = new RunnerChild(collaborators.options, {
      onConnected: () => this.send({ type: 'broker:inforequest' }),
      onMessage: (text) => this.receive(text),
      onEnded: (reason) => this.finish(reason),
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Resolves when the child's process is gone. */
  get gone(): Promise<void> {
    return this.child.gone;
  }

  get isReady(): boolean {
    return this.hasWorked;
  }

  get heldCount(): number {
    return this.held.size;
  }

  /** Hands a task to the child. @returns false where it offers no capacity now; `onCapacity` says when it does */
  take(task: CodeTask): boolean {
    const now = this.collaborators.clock.now();
    this.offers = this.offers.filter((offer) => offer.validUntil > now);
    const offer = this.held.size < this.collaborators.options.concurrency ? this.offers.shift() : undefined;
    if (!offer) return false;
    const timer = setTimeout(() => this.expire(task), this.collaborators.options.taskTimeout.milliseconds);
    this.held.set(task.id, { task, timer, heldAt: now });
    this.send({ type: 'broker:taskofferaccept', taskId: task.id, offerId: offer.id });
    return true;
  }

  /** Kills the child; tasks in hand fail. */
  end(reason: string): void {
    this.child.end(reason);
  }

  private receive(text: string): void {
    const message = this.understand(text);
    if (message) this.handle(message);
  }

  /** The child may say anything: what is not a message of the runner is put aside. */
  private understand(text: string): RunnerMessage | undefined {
    try {
      return runnerMessageSchema.parse(JSON.parse(text));
    } catch (error) {
      const facts = { pid: this.pid, start: text.slice(0, 100), reason: messageOf(error) };
      this.collaborators.logger.warn(facts, 'The code runner sent something that is no message');
      return undefined;
    }
  }

  private handle(message: RunnerMessage): void {
    switch (message.type) {
      case 'runner:info':
        this.send({ type: 'broker:runnerregistered' });
        break;
      case 'runner:taskoffer':
        this.addOffer(message);
        break;
      case 'runner:taskaccepted':
        this.answer(message.taskId, ({ id, request }) => ({
          type: 'broker:tasksettings',
          taskId: id,
          settings: request.settings,
        }));
        break;
      case 'runner:taskrejected':
      case 'runner:taskdeferred':
        this.giveBack(message.taskId);
        break;
      case 'runner:taskdatarequest':
        this.answer(message.taskId, ({ id, request }) => ({
          type: 'broker:taskdataresponse',
          taskId: id,
          requestId: message.requestId,
          data: describeTaskData(request, message.requestParams),
        }));
        break;
      case 'runner:nodetypesrequest':
        this.answer(message.taskId, ({ id }) => ({
          type: 'broker:nodetypes',
          taskId: id,
          requestId: message.requestId,
          nodeTypes: describeNodeTypes(message.requestParams, this.collaborators),
        }));
        break;
      case 'runner:rpc':
        void this.call(message);
        break;
      case 'runner:taskdone':
        this.succeed(message);
        break;
      case 'runner:taskerror':
        this.release(message.taskId)?.settle({ ok: false, error: message.error });
        break;
    }
  }

  private addOffer({ offerId, validFor }: MessageOf<'runner:taskoffer'>): void {
    if (!this.hasWorked) this.child.markStarted();
    this.hasWorked = true;
    this.offers.push({ id: offerId, validUntil: this.collaborators.clock.now() + validFor });
    this.events.onCapacity();
  }

  /** Sends what a task asked for; where that cannot be made or sent, the task fails and the child forgets it. */
  private answer(taskId: string, makeMessage: (task: CodeTask) => BrokerMessage): void {
    const held = this.held.get(taskId);
    if (!held) return;
    try {
      this.send(makeMessage(held.task));
    } catch (error) {
      this.send({ type: 'broker:taskcancel', taskId, reason: 'its data cannot be sent' });
      this.release(taskId)?.fail(`its data cannot be sent (${messageOf(error)})`, error);
    }
  }

  private async call({ taskId, callId, name, params }: MessageOf<'runner:rpc'>): Promise<void> {
    const held = this.held.get(taskId);
    if (!held) return;
    const answer = await callHelper({ task: held.task, name, params }, this.collaborators.logger);
    try {
      this.send({ type: 'broker:rpcresponse', taskId, callId, ...answer });
    } catch (error) {
      const data = `The result of "${name}" cannot be sent to the code: ${messageOf(error)}`;
      this.send({ type: 'broker:rpcresponse', taskId, callId, status: 'error', data });
    }
  }

  private succeed({ taskId, data }: MessageOf<'runner:taskdone'>): void {
    const task = this.release(taskId);
    if (!task || task.isSettled) return;
    try {
      applyTaskResult(task.request, data);
      task.settle({ ok: true, result: data.result });
    } catch (error) {
      task.fail(`its static data cannot be kept (${messageOf(error)})`, error);
    }
  }

  private giveBack(taskId: string): void {
    const task = this.release(taskId);
    if (task) this.events.onReturned(task);
  }

  /** Takes a task out of the child's hands. */
  private release(taskId: string): CodeTask | undefined {
    const held = this.held.get(taskId);
    if (!held) return undefined;
    clearTimeout(held.timer);
    this.held.delete(taskId);
    const took = this.collaborators.clock.now() - held.heldAt;
    this.collaborators.logger.debug({ ...held.task.facts, took }, 'Code left the runner');
    // After the outcome is known: who waits for it may hand in the next task first.
    queueMicrotask(() => this.events.onCapacity());
    return held.task;
  }

  /** Endless code blocks the child, so the child has to go; tasks that only stood beside it get another try. */
  private expire(task: CodeTask): void {
    const { taskTimeout } = this.collaborators.options;
    task.settle(timeoutOutcome(task, taskTimeout));
    for (const { task: other } of [...this.held.values()].reverse()) {
      if (other.isSettled || other.hasCalledHelper || other.isSecondTry) continue;
      this.release(other.id);
      other.isSecondTry = true;
      this.events.onReturned(other);
    }
    this.end(
      `other code in the same process took longer than ${taskTimeout.milliseconds / 1_000} seconds, which ended the process`,
    );
  }

  private finish(reason: string): void {
    for (const taskId of [...this.held.keys()]) this.release(taskId)?.fail(reason);
    this.offers = [];
    this.events.onEnded(reason, this.hasWorked);
  }

  private send(message: BrokerMessage): void {
    const text = JSON.stringify(message);
    const { maxMessageMegabytes } = this.collaborators.options;
    if (Buffer.byteLength(text) > maxMessageMegabytes * 1024 * 1024) {
      throw new RangeError(`it is larger than ${maxMessageMegabytes} MB`);
    }
    this.child.send(text);
  }
}
