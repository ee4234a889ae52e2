// Reads an OpenAPI document from its input; writes a JSON array of what is wrong with it.
import { text } from 'node:stream/consumers';
import { lintFromString, loadConfig } from '@redocly/openapi-core';

const config = await loadConfig({ configPath: new URL('redocly.yaml', import.meta.url).pathname });
const problems = await lintFromString({ source: await text(process.stdin), absoluteRef: 'v1.json', config });
process.stdout.write(JSON.stringify(problems.map(({ ruleId, message, location }) => `${location[0].pointer ?? ''} ${message} (${ruleId})`)));
