#!/usr/bin/env bash
# A MongoDB replica set of one in a container, for the tests that need transactions: MONGO_TEST_URL=mongodb://localhost:27017/?replicaSet=rs0
set -euo pipefail

docker run --detach --name mongo --publish 27017:27017 docker.io/library/mongo:8.2 --replSet rs0 --bind_ip_all >/dev/null
initiate='try { rs.status() } catch { rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "localhost:27017" }] }) }'
for _ in {1..60}; do
  docker exec mongo mongosh --quiet --eval "$initiate; if (!db.hello().isWritablePrimary) quit(1)" >/dev/null 2>&1 && exit
  sleep 1
done
docker logs --tail 20 mongo >&2
echo "MongoDB has no primary after a minute." >&2
exit 1
