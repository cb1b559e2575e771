import { createHash } from 'node:crypto';
import { ExpressionError } from '../expressions/expression-error';
import { convert } from '../values/convert';
import type { Type } from '../values/type';
import { string } from '../values/value';
import type { Value } from '../values/value';
import { subnet } from './cidr';
import { ANY_OR_NULL, NUMBER, TEXT, text } from './function';
import type { TerraformFunction } from './function';
import { decodeJson, encodeJson } from './json';

/** Functions that change a value's type, notation or mark. */
export const CONVERSION_FUNCTIONS: Readonly<Record<string, TerraformFunction>> = {
  base64decode: { parameters: [TEXT], call: ([encoded]) => string(decodeBase64(text(encoded))) },
  base64encode: { parameters: [TEXT], call: ([plain]) => string(Buffer.from(text(plain)).toString('base64')) },
  cidrsubnet: {
    parameters: [TEXT, NUMBER, NUMBER],
    call: ([prefix, bits, index]) => string(subnet(text(prefix), Number(bits?.content), Number(index?.content))),
  },
  jsondecode: { parameters: [TEXT], call: ([json]) => decodeJson(text(json)) },
  jsonencode: { parameters: [ANY_OR_NULL], call: ([value]) => string(value ? encodeJson(value) : 'null') },
  nonsensitive: { parameters: [ANY_OR_NULL], keepsMarks: true, call: ([value]) => given(value).marked(false) },
  sensitive: { parameters: [ANY_OR_NULL], keepsMarks: true, call: ([value]) => given(value).marked(true) },
  sha256: { parameters: [TEXT], call: ([plain]) => string(createHash('sha256').update(text(plain)).digest('hex')) },
  tobool: conversion('bool'),
  tolist: conversion(['list', 'dynamic']),
  tomap: conversion(['map', 'dynamic']),
  tonumber: conversion('number'),
  toset: conversion(['set', 'dynamic']),
  tostring: conversion('string'),
};

function conversion(to: Type): TerraformFunction {
  return { parameters: [ANY_OR_NULL], keepsMarks: true, call: ([value]) => convert(given(value), to) };
}

function given(value: Value | undefined): Value {
  if (value === undefined) {
    throw new ExpressionError('needs an argument');
  }
  return value;
}

function decodeBase64(encoded: string): string {
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.toString('base64') !== encoded.replace(/[\r\n]/g, '')) {
    throw new ExpressionError('the text is not Base64');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ExpressionError('the decoded bytes are not UTF-8');
  }
}
