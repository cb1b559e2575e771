import { convert, textOf } from '../values/convert';
import { describeType, elementType, isMapping, isSequence } from '../values/type';
import { elementsOf, list, tuple } from '../values/value';
import type { Value } from '../values/value';
import { ExpressionError } from './expression-error';

/** The value of `value.name`. */
export function attributeOf(value: Value, name: string): Value {
  const { type } = value;
  if (!isMapping(type)) {
    throw new ExpressionError(`.${name} needs an object or a map; this is ${describeType(type)}`);
  }
  return part(value, name);
}

/** The value of `value[key]`. */
export function indexOf(value: Value, key: Value): Value {
  if (key.content === null) {
    throw new ExpressionError('the index is null');
  }
  if (isMapping(value.type)) {
    return part(value, textOf(key) ?? '');
  }
  if (!isSequence(value.type) || value.type[0] === 'set') {
    // Elements of a set have no order that one could count on.
    throw new ExpressionError(`[…] needs a list or a map; this is ${describeType(value.type)}`);
  }
  const index = Number(convert(key, 'number').content);
  const elements = elementsOf(refuseNull(value));
  const element = elements[index];
  if (element === undefined) {
    throw new ExpressionError(`[${index}] is outside of a list of ${elements.length}`);
  }
  return inherit(value, element);
}

/** The value of `value[*]`, with `each` applied to every element. A value that is no list counts as a list of one. */
export function splat(value: Value, each: (element: Value) => Value): Value {
  if (!isSequence(value.type)) {
    return value.content === null ? tuple([]) : tuple([each(value)]);
  }
  const results = elementsOf(refuseNull(value)).map((element) => each(inherit(value, element)));
  const [first] = results;
  return elementType(value.type) === undefined || first === undefined ? tuple(results) : list(first.type, results);
}

function part(value: Value, name: string): Value {
  const { content } = refuseNull(value);
  const found = (content as ReadonlyMap<string, Value>).get(name);
  if (found === undefined) {
    throw new ExpressionError(`there is no ${JSON.stringify(name)} in it`);
  }
  return inherit(value, found);
}

function inherit(whole: Value, element: Value): Value {
  return whole.sensitive ? element.marked(true) : element;
}

function refuseNull(value: Value): Value {
  if (value.content === null) {
    throw new ExpressionError('it is null and has no parts');
  }
  return value;
}
