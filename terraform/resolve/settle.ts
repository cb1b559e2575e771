import type { Place } from '../place';
import type { Problems } from '../problems';
import type { Value } from '../values/value';
import type { Body } from './body';
import { at } from '../problem-error';

/** Everything that the document says of a block, in plain terms; what has no value is reported and left undefined. */
export function settleBody(body: Body, problems: Problems): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    body.configured.map((name) => {
      const nested = body.nestedMode(name);
      if (nested === undefined) {
        return [name, settleValue(body.attribute(name), body.place, problems)];
      }
      const blocks = body.blocks(name).map((inner) => settleBody(inner, problems));
      return [name, nested === 'single' ? blocks[0] : blocks];
    }),
  );
}

/** A value in plain terms; each part that has none is reported on its own. */
export function settleValue(value: Value, place: Place, problems: Problems): unknown {
  const content = problems.attempt(() => at(place, () => value.content));
  if (Array.isArray(content)) {
    return (content as readonly Value[]).map((part) => settleValue(part, place, problems));
  }
  return content instanceof Map
    ? Object.fromEntries(
        [...(content as ReadonlyMap<string, Value>)].map(([name, part]) => [name, settleValue(part, place, problems)]),
      )
    : content;
}
