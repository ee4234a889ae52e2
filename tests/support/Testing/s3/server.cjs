// A server that speaks S3 and checks signatures: node server.cjs PORT FOLDER BUCKET. Its one key pair is S3RVER, S3RVER.
const S3rver = require('@20minutes/s3rver')

const [port, directory, bucket] = process.argv.slice(2)
new S3rver({ address: '127.0.0.1', port: Number(port), directory, configureBuckets: [{ name: bucket }] }).run()
  .then(() => console.log('It listens.'), reason => { console.error(reason); process.exit(1) })
