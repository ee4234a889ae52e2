// Reads Kubernetes objects from its input, one JSON document a line; writes a JSON array with one list of errors per object.
import { createInterface } from 'node:readline';
import { modelOf } from './models.mjs';
import { schemaOf } from './schemas.mjs';
import { reading } from './reading.mjs';

async function validatorOf({ apiVersion, kind }) {
  return (await modelOf(apiVersion, kind)) ?? schemaOf(apiVersion, kind);
}

// Whoever made the packages took every "description" out of the schemas, and with it the fields of that name.
const isLost = (path) => path.endsWith('/description');

async function errorsOf(object) {
  const validate = await validatorOf(object);
  if (!validate) {
    return [`there is no schema of ${object.apiVersion} ${object.kind}: install its npm package, or write one in tests/clusters/Kubernetes/schemas`];
  }
  const seen = reading(object);
  const broken = validate(seen.value).map(({ instancePath, message, params }) => {
    const choices = params?.allowedValues ? ` (${params.allowedValues.join(', ')})` : '';
    return `${instancePath || '/'} ${message ?? 'is not valid'}${choices}`;
  });
  return [...broken, ...seen.unread().filter((path) => !isLost(path)).map((path) => `${path} is not a known field`)];
}

const answers = [];
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim()) answers.push(await errorsOf(JSON.parse(line)));
}
process.stdout.write(JSON.stringify(answers));
