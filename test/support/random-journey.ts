import type { IConnections, INode } from 'n8n-workflow';

/** The same numbers for the same seed (mulberry32). @returns a number from 0 up to, not including, `below` */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

export interface RandomJourney {
  readonly nodes: INode[];
  readonly connections: IConnections;
}

/** An output that leads nowhere yet, and the nodes that everything there has come through. */
interface End {
  readonly node: string;
  readonly output: number;
  readonly passed: readonly string[];
}

/** A journey of a dozen nodes that fork, meet, loop, wait, and read what any node before them put out. */
export function randomJourney(seed: number): RandomJourney {
  return new JourneyMaker(seed).make();
}

class JourneyMaker {
  private readonly random: (below: number) => number;
  private readonly nodes: INode[] = [];
  private readonly connections: IConnections = {};
  private ends: End[] = [];

  constructor(seed: number) {
    this.random = randomOf(seed);
  }

  make(): RandomJourney {
    const name = this.add('wooCommerceTrigger', { events: ['order.placed'] }, { ours: true });
    this.ends = [{ node: name, output: 0, passed: [name] }];
    const size = 5 + this.random(9);
    while (this.nodes.length < size) this.grow();
    // What comes last reads back as well.
    for (const end of [...this.ends]) this.follow(end, 'set', this.setting(end));
    return { nodes: this.nodes, connections: this.connections };
  }

  private grow(): void {
    const end = this.ends[this.random(this.ends.length)]!;
    const kinds = [this.wait, this.wait, this.set, this.set, this.fork, this.choose, this.meet, this.loop, this.pass];
    kinds.push(this.split, this.aggregate, this.limit);
    kinds[this.random(kinds.length)]!.call(this, end);
  }

  private wait(end: End): void {
    this.follow(end, 'wait', { amount: 1 + this.random(5), unit: 'days' }, { typeVersion: 1.1 });
  }

  private set(end: End): void {
    this.follow(end, 'set', this.setting(end));
  }

  private pass(end: End): void {
    this.follow(end, 'noOp', {});
  }

  private limit(end: End): void {
    this.follow(end, 'limit', { maxItems: 1 + this.random(3) });
  }

  private split(end: End): void {
    this.follow(end, 'splitOut', { fieldToSplitOut: 'order.lines', include: 'allOtherFields', options: {} });
  }

  private aggregate(end: End): void {
    this.follow(end, 'aggregate', { aggregate: 'aggregateAllItemData', destinationFieldName: 'all', options: {} });
  }

  private fork(end: End): void {
    const name = this.follow(end, 'if', { conditions: this.condition(end), options: {} }, { typeVersion: 2.2 });
    this.ends.push({ node: name, output: 1, passed: [...end.passed, name] });
  }

  private choose(end: End): void {
    const values = [0, 1].map(() => ({ conditions: this.condition(end) }));
    const options = { fallbackOutput: 'extra', allMatchingOutputs: this.random(2) === 0 };
    const name = this.follow(end, 'switch', { rules: { values }, options }, { typeVersion: 3.2 });
    for (const output of [1, 2]) this.ends.push({ node: name, output, passed: [...end.passed, name] });
  }

  private meet(end: End): void {
    const other = this.ends[this.random(this.ends.length)]!;
    if (other === end) return;
    const parameters =
      this.random(2) === 0 ? { mode: 'append' } : { mode: 'combine', combineBy: 'combineByPosition', options: {} };
    const passed = end.passed.filter((name) => other.passed.includes(name));
    const name = this.follow({ ...end, passed }, 'merge', parameters, { typeVersion: 3 });
    this.ends = this.ends.filter((each) => each !== end && each !== other);
    this.connect(other, name, 1);
  }

  private loop(end: End): void {
    const name = this.follow(end, 'splitInBatches', { batchSize: 1 + this.random(2), options: {} });
    let inside: End = { node: name, output: 1, passed: [...end.passed, name] };
    for (let length = 1 + this.random(3); length > 0; length--) {
      const isWait = this.random(2) === 0;
      const body = isWait ? this.add('wait', { amount: 1, unit: 'days' }, { typeVersion: 1.1 }) : this.addSet(inside);
      this.connect(inside, body);
      inside = { node: body, output: 0, passed: [...inside.passed, body] };
    }
    this.connect(inside, name);
  }

  private addSet(end: End): string {
    return this.add('set', this.setting(end), { typeVersion: 3.4, onError: 'continueRegularOutput' });
  }

  private setting(end: End): object {
    const assignments = Array.from({ length: 1 + this.random(3) }, (_, index) => ({
      id: `${index}`,
      name: ['number', 'order.note', 'contact.firstName'][this.random(3)],
      type: 'string',
      value: `=${this.expression(end)}`,
    }));
    // Something of its own, so that nobody else's output could stand in for it.
    const note = `=${this.nodes.length}: ${this.expression(end)} ${this.expression(end)}`;
    assignments.push({ id: 'note', name: 'note', type: 'string', value: note });
    return { includeOtherFields: this.random(3) > 0, assignments: { assignments }, options: {} };
  }

  private condition(end: End): object {
    return {
      options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
      combinator: 'and',
      conditions: [
        {
          id: `${this.nodes.length}`,
          leftValue: `=${this.expression(end)}`,
          rightValue: String.fromCharCode(97 + this.random(26)),
          operator: { type: 'string', operation: ['gt', 'lt', 'contains'][this.random(3)] },
        },
      ],
    };
  }

  private expression({ passed }: End): string {
    const name = passed[this.random(passed.length)]!;
    const forms = [
      `{{ $json.order?.number }}`,
      `{{ $json.note }}-{{ $runIndex }}`,
      `{{ $('${name}').item.json.note }}`,
      `{{ $('${name}').first().json.order?.number }} of {{ $('${name}').all().length }}`,
      `{{ $node["${name}"].json.contact?.firstName }}`,
      `{{ $items("${name}").map((item) => item.json.note).join() }}`,
      `{{ $input.all().length }}{{ $input.item.json.number }}`,
      `{{ $('${name}').last().json.contact?.firstName ?? $('${passed[0]}').item.json.order.number }}`,
      `{{ $('${name}').isExecuted ? $prevNode.name : '' }}`,
    ];
    return forms[this.random(forms.length)]!;
  }

  /** Adds a node behind an end; its first output becomes the end. */
  private follow(end: End, type: string, parameters: object, more: Partial<INode> = {}): string {
    const typeVersion = { set: 3.4, splitInBatches: 3, merge: 3 }[type] ?? 1;
    const name = this.add(type, parameters, { typeVersion, onError: 'continueRegularOutput', ...more });
    this.connect(end, name);
    this.ends = this.ends.filter((each) => each.node !== end.node || each.output !== end.output);
    this.ends.push({ node: name, output: 0, passed: [...end.passed, name] });
    return name;
  }

  private add(type: string, parameters: object, { ours, ...more }: Partial<INode> & { ours?: boolean } = {}): string {
    const name = `${type} ${this.nodes.length}`;
    this.nodes.push({
      id: `${this.nodes.length}`,
      name,
      type: `${ours ? 'n8n-nodes-aftercart' : 'n8n-nodes-base'}.${type}`,
      typeVersion: 1,
      position: [0, 0],
      parameters: parameters as INode['parameters'],
      ...more,
    });
    return name;
  }

  private connect({ node, output }: End, target: string, index = 0): void {
    const outputs = ((this.connections[node] ??= {}).main ??= []);
    while (outputs.length <= output) outputs.push([]);
    outputs[output]!.push({ node: target, type: 'main', index });
  }
}
