import fc, { type Arbitrary } from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

export interface NodeKind {
  readonly type: string;
  readonly versions: readonly number[];
  readonly parameters: Arbitrary<INodeParameters>;
}

/** Expressions over all that n8n gives them, among them such as fail, give nothing, or give objects and times. */
const EXPRESSIONS = [
  '={{ $json.a }}',
  '={{ $json.a + 1 }}',
  '=text {{ $json.b }}!',
  '={{ $json.missing.deep }}',
  '={{ $json }}',
  '={{ $json.list }}',
  '={{ $json.list.length }}',
  "={{ $('Start').item.json.a }}",
  "={{ $('Start').first().json.b }}",
  "={{ $('N1').item.json.a }}",
  "={{ $('N2').all().length }}",
  "={{ $('Nowhere').item.json.a }}",
  '={{ $node["N1"].json.a }}',
  '={{ $input.all().length }}',
  '={{ $input.first().json.a }}',
  '={{ $itemIndex }}',
  '={{ $runIndex }}',
  '={{ $prevNode.name }}',
  '={{ $execution.id }}',
  '={{ $workflow.name }}',
  '={{ $parameter.options }}',
  '={{ DateTime.fromISO("2026-01-05") }}',
  '={{ { at: DateTime.fromISO("2026-01-05"), all: [DateTime.fromISO("2026-01-06")] } }}',
  '={{ new Date("2026-01-05T00:00:00Z") }}',
  '={{ JSON.stringify($json) }}',
  '={{ $json.a.toUpperCase() }}',
  '={{ undefined }}',
  '={{ null }}',
  '={{ (() => { throw new Error("it failed") })() }}',
  '={{ $ifEmpty($json.b, "nothing") }}',
];
const expression = fc.constantFrom(...EXPRESSIONS);
const constant = fc.constantFrom<string | number | boolean>('x', '', '7', 3, 0, true, '2026-03-01', '{"a":1}');
const value = fc.oneof({ arbitrary: expression, weight: 2 }, { arbitrary: constant, weight: 1 });

const assignments = fc.array(
  fc.record({
    id: fc.constant('1'),
    name: fc.constantFrom('a', 'b', 'c.d', 'error', '={{ $json.b }}'),
    value,
    type: fc.constantFrom('string', 'number', 'boolean', 'array', 'object'),
  }),
  { maxLength: 3 },
);

const set = fc.oneof(
  fc.record({
    assignments: fc.record({ assignments }),
    includeOtherFields: fc.boolean(),
    include: fc.constantFrom('all', 'selected', 'except'),
    includeFields: fc.constantFrom('a, b', '={{ "list" }}'),
    excludeFields: fc.constant('a'),
    options: fc.constantFrom(
      {},
      { ignoreConversionErrors: true },
      { dotNotation: false },
      { dotNotation: '={{ $json.a > 1 }}' },
    ),
  }),
  fc.record({
    mode: fc.constant('raw'),
    jsonOutput: fc.constantFrom('{"a": 2, "made": true}', '={"a": {{ $json.a }}}', '={{ $json }}', 'no json'),
    options: fc.constant({}),
  }),
);

const OPERATORS = [
  { type: 'number', operation: 'gt' },
  { type: 'number', operation: 'equals' },
  { type: 'string', operation: 'contains' },
  { type: 'string', operation: 'empty', singleValue: true },
  { type: 'string', operation: 'regex' },
  { type: 'boolean', operation: 'true', singleValue: true },
  { type: 'dateTime', operation: 'after' },
  { type: 'array', operation: 'lengthGt', rightType: 'number' },
  { type: 'object', operation: 'notEmpty', singleValue: true },
];

const conditions = fc.record({
  options: fc.record({
    caseSensitive: fc.boolean(),
    leftValue: fc.constant(''),
    typeValidation: fc.constantFrom('strict', 'loose'),
    version: fc.constantFrom(1, 2),
  }),
  conditions: fc.array(
    fc.record({ id: fc.constant('1'), leftValue: value, rightValue: value, operator: fc.constantFrom(...OPERATORS) }),
    { minLength: 1, maxLength: 2 },
  ),
  combinator: fc.constantFrom('and', 'or'),
});
const loose = fc.constantFrom({}, { looseTypeValidation: true }, { ignoreCase: '={{ $json.a > 1 }}' });
const decision = fc.record({ conditions, looseTypeValidation: fc.boolean(), options: loose });

const rules = fc.record({
  rules: fc.record({
    values: fc.array(fc.record({ conditions, renameOutput: fc.constant(true), outputKey: fc.constant('way') }), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  options: fc.constantFrom<INodeParameters>(
    {},
    { fallbackOutput: 'extra' },
    { fallbackOutput: 0 },
    { allMatchingOutputs: true },
  ),
});
const numbered = fc.record({
  mode: fc.constant('expression'),
  numberOutputs: fc.constantFrom(2, 3),
  output: fc.constantFrom('={{ $json.a }}', '={{ $itemIndex % 2 }}', 1, 5),
});

const wait = fc.oneof(
  fc.record({
    resume: fc.constant('timeInterval'),
    amount: fc.constantFrom(1, 0, -1, '={{ $json.a }}', '={{ 2 }}'),
    unit: fc.constantFrom('seconds', 'hours', 'weeks'),
  }),
  fc.record({
    resume: fc.constant('specificTime'),
    dateTime: fc.constantFrom('2026-12-24T10:00:00', '2020-01-01', 'never', '={{ $json.b }}'),
  }),
  fc.record({ resume: fc.constant('webhook'), limitWaitTime: fc.constant(false) }),
);

const split = fc.record({
  branches: fc.record({
    values: fc.array(
      fc.record({
        name: fc.constantFrom('One', 'Two'),
        measure: fc.constantFrom('count', 'sum'),
        operator: fc.constantFrom('gte', 'lt'),
        value: fc.constantFrom<string | number>(1, 2, '={{ $json.a }}'),
        window: fc.constantFrom('none', 'hours', 'days'),
        windowLength: fc.constantFrom(1, 3),
        filters: fc.constantFrom({}, { minimumTotal: '={{ $json.b }}' }),
      }),
      { maxLength: 2 },
    ),
  }),
  contactFrom: fc.constantFrom('automatic', 'email', 'id'),
  contactEmail: fc.constantFrom('={{ $json.email }}', 'bella@example.com'),
  contactId: fc.constantFrom('={{ $json.a }}', '4'),
  options: fc.constantFrom({}, { addFigures: true }),
});

const sendEmail = fc.record({
  purpose: fc.constantFrom('promotional', 'transactional'),
  languages: fc.constantFrom(
    { values: [{ language: 'en', subject: 'Hello {{contact.firstName}}', body: '<p>Hi</p>' }] },
    { values: [] },
    { values: [{ language: 'he', subject: '={{ $json.a }}', body: '=x' }] },
  ),
  options: fc.constantFrom({}, { to: '={{ $json.email }}', data: '={{ $json }}' }, { data: '[1]' }),
});

const waitUntilDate = fc.oneof(
  fc.record({
    mode: fc.constant('after'),
    amount: fc.constantFrom<string | number>(1, 0, '={{ $json.a }}'),
    unit: fc.constantFrom('hours', 'days'),
    timeOfDay: fc.constantFrom('', '09:00', '={{ $json.b }}'),
  }),
  fc.record({
    mode: fc.constant('field'),
    field: fc.constantFrom('={{ $json.b }}', '2026-12-01', ''),
    offset: fc.constantFrom(0, 2),
    direction: fc.constantFrom('before', 'after'),
    pastDate: fc.constantFrom('continue', 'leave', 'nextYear'),
  }),
);

const merge = fc.oneof(
  fc.constant<INodeParameters>({ mode: 'append' }),
  fc.constant<INodeParameters>({ mode: 'combine', combineBy: 'combineByPosition', options: {} }),
  fc.constant<INodeParameters>({ mode: 'combine', combineBy: 'combineAll', options: {} }),
  fc.constant<INodeParameters>({
    mode: 'chooseBranch',
    chooseBranchMode: 'waitForAll',
    output: 'specifiedInput',
    useDataOfInput: '2',
  }),
);

const kind = (type: string, versions: number[], parameters: Arbitrary<INodeParameters>): NodeKind => ({
  type: type.includes('.') ? type : `n8n-nodes-base.${type}`,
  versions,
  parameters,
});
const parameters = (...choices: INodeParameters[]) => fc.constantFrom(...choices);

/** Every type that the lean path covers and that works alone: without a network, a process of its own or a shop. */
export const NODE_KINDS: readonly NodeKind[] = [
  kind('set', [3, 3.1, 3.2, 3.3, 3.4, 3.5], set),
  kind('set', [3.4], set),
  kind('if', [2, 2.1, 2.2, 2.3], decision),
  kind('filter', [2, 2.1, 2.2, 2.3], decision),
  kind('switch', [3, 3.1, 3.2, 3.3, 3.4], fc.oneof(rules, numbered)),
  kind('noOp', [1], parameters({})),
  kind('wait', [1, 1.1], wait),
  kind('merge', [3, 3.1, 3.2], merge),
  kind('merge', [3.2], merge),
  kind('n8n-nodes-aftercart.splitBySalesData', [1], split),
  kind('n8n-nodes-aftercart.sendEmail', [1], sendEmail as Arbitrary<INodeParameters>),
  kind('n8n-nodes-aftercart.waitUntilDate', [1], waitUntilDate),
  kind(
    'splitInBatches',
    [3],
    parameters({ batchSize: 1, options: {} }, { batchSize: 2, options: { reset: '={{ $json.a > 3 }}' } }),
  ),
  kind(
    'splitOut',
    [1],
    parameters(
      { fieldToSplitOut: 'list', options: {} },
      { fieldToSplitOut: 'a', include: 'allOtherFields', options: {} },
    ),
  ),
  kind('aggregate', [1], parameters({ aggregate: 'aggregateAllItemData', options: {} })),
  kind('limit', [1], parameters({ maxItems: 1 }, { maxItems: 2, keep: 'lastItems' })),
  kind(
    'sort',
    [1],
    parameters({ sortFieldsUi: { sortField: [{ fieldName: 'a', order: 'descending' }] }, options: {} }),
  ),
  kind('removeDuplicates', [1, 1.1, 2], parameters({ compare: 'allFields', options: {} })),
  kind('renameKeys', [1], parameters({ keys: { key: [{ currentKey: 'a', newKey: 'z' }] }, additionalOptions: {} })),
  kind(
    'summarize',
    [1, 1.1],
    parameters({ fieldsToSummarize: { values: [{ aggregation: 'count', field: 'a' }] }, options: {} }),
  ),
  kind(
    'dateTime',
    [2],
    parameters({
      operation: 'addToDate',
      magnitude: '={{ $json.b }}',
      timeUnit: 'days',
      duration: 1,
      outputFieldName: 'later',
      options: {},
    }),
  ),
  kind('crypto', [1], parameters({ action: 'hash', type: 'MD5', value: '={{ $json.b }}', dataPropertyName: 'hash' })),
  kind(
    'stopAndError',
    [1],
    parameters({ errorMessage: '={{ $json.b }}' }, { errorType: 'errorObject', errorObject: '{"code": 1}' }),
  ),
];
