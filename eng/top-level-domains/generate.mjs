// Writes services/Platform/Web/top-level-domains.txt: IANA's top-level domains, one a line, those of other scripts in Unicode.
// Run `npm install && npm run generate` here for newer data.
import { readFileSync, writeFileSync } from 'node:fs'

const domains = JSON.parse(readFileSync(new URL('node_modules/tlds/index.json', import.meta.url)))

writeFileSync(new URL('../../services/Platform/Web/top-level-domains.txt', import.meta.url), `${domains.sort().join('\n')}\n`)
