/** Where in a document something stands. */
export interface Place {
  readonly address: string;
  readonly attribute?: string;
}

/** A place inside a place: a name, or a number for an element. */
export function inside({ address, attribute }: Place, step: string | number): Place {
  if (typeof step === 'number') {
    return { address, attribute: `${attribute ?? ''}[${step}]` };
  }
  const name = /^[\w-]+$/.test(step) ? step : `[${JSON.stringify(step)}]`;
  return {
    address,
    attribute: attribute === undefined ? name : `${attribute}${name.startsWith('[') ? '' : '.'}${name}`,
  };
}
