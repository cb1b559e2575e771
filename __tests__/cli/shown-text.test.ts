import { isExactJson, jsonLayout } from '../../cli/json-layout';
import { bodyData, bodyText } from '../../cli/shown-text';

const VALUES: unknown[] = [
  {},
  [],
  { a: {} },
  [[], [{}]],
  'a "quoted, {text}: [1]"',
  { a: 'x\\', b: [1, -2.5, 1e3, true, null], c: { d: '\n' } },
];

describe('a body', () => {
  test.each(VALUES)('of JSON is laid out as JavaScript does it: %j', (value) => {
    expect(jsonLayout(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    expect(jsonLayout(JSON.stringify(value, null, 7))).toBe(JSON.stringify(value, null, 2));
  });

  test('may be as long as it likes', () => {
    const body = JSON.stringify([`a\\"`.repeat(4_000_000), 'b']);
    expect(bodyText(body)).toHaveLength(body.length + '\n  \n  \n'.length);
    expect(bodyData(body)).toEqual({ body: JSON.parse(body) as unknown });
  });

  test('keeps every digit', () => {
    const body = '{"id":12345678901234567890,"amount":1.00,"small":0.1000000000000000055511151231257827}';
    expect(bodyText(body)).toBe(
      '{\n  "id": 12345678901234567890,\n  "amount": 1.00,\n  "small": 0.1000000000000000055511151231257827\n}',
    );
    expect(bodyData(body)).toEqual({ body: JSON.parse(body) as unknown, bodyText: body });
  });

  test.each(['1', '-0.5', '{"a":9007199254740991}', '[0.30000000000000004, 1e300]', '"12345678901234567890"'])(
    'is data where none is lost: %s',
    (body) => {
      expect(isExactJson(body)).toBe(true);
      expect(bodyData(body)).toEqual({ body: JSON.parse(body) as unknown });
    },
  );

  test('has nothing that a terminal would act on, in JSON either', () => {
    expect(bodyText('{"a":"\u009b31m"}')).toBe('{\n  "a": "31m"\n}');
    expect(bodyText('\u001b[31mred')).toBe('[31mred');
  });
});
