// Schemas of our own, for kinds without a package: ../schemas/GROUP/VERSION/KIND.json says what stands beside apiVersion, kind and metadata.
import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
addFormats(ajv);

/** An object that names its properties has no others. */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return inside.type === 'object' && inside.properties ? { additionalProperties: false, ...inside } : inside;
}

function whole(apiVersion, kind, { $defs, ...own }) {
  const head = { apiVersion: { const: apiVersion }, kind: { const: kind }, metadata: { $ref: '#/$defs/metadata' } };
  return closed({
    type: 'object',
    ...own,
    required: ['apiVersion', 'kind', 'metadata', ...(own.required ?? [])],
    properties: { ...head, ...own.properties },
    $defs: { ...$defs, metadata: metadataSchema },
  });
}

const names = { type: 'object', additionalProperties: { type: 'string' } };
const metadataSchema = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', maxLength: 253 }, namespace: { type: 'string', maxLength: 63 }, labels: names, annotations: names },
};

const compiled = new Map();

export function schemaOf(apiVersion, kind) {
  const file = new URL(`../schemas/${apiVersion}/${kind}.json`, import.meta.url);
  if (!existsSync(file)) return undefined;
  if (!compiled.has(file.href)) compiled.set(file.href, ajv.compile(whole(apiVersion, kind, JSON.parse(readFileSync(file, 'utf8')))));
  const validate = compiled.get(file.href);
  return (object) => (validate(object) ? [] : validate.errors);
}
