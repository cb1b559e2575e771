/** Whether a value opens nothing. What is not there is `undefined`; what only a cloud knows is a text, and is not closed. */
export type Closed = (value: unknown) => boolean;

/** Closed unless it is switched on. */
export const closedWhenOff: Closed = (value) => value === undefined || value === false || value === 'false';

/** Closed only when it is switched on. */
export const closedWhenOn: Closed = (value) => value === true || value === 'true';

/** Closed with one value, which is also what holds when nothing is said. */
export function closedAs(closed: string): Closed {
  return (value) => value === undefined || value === closed;
}

/** Closed with one value, which has to be said. */
export function closedOnlyAs(closed: string): Closed {
  return (value) => value === closed;
}

/** Closed while there is none. */
export const closedWhenEmpty: Closed = (value) =>
  value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
