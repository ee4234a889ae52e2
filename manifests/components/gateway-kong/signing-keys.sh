#!/bin/sh
# Gives Kong's consumer the keys that user-service publishes now, each in one of four Secrets, and no others.
set -eu

places=4

work=${WORK:-/tmp}
keys=$(curl -fsS --max-time 20 "$KEY_SET")
# Without a key everybody would be anonymous: rather keep what is there.
echo "$keys" | jq -e '.keys | map(select(.kty == "RSA")) | length > 0' >/dev/null || { echo "$KEY_SET has no RSA key." >&2; exit 1; }

hex() { printf %s "$1" | tr '_-' '/+' | awk '{ while (length($0) % 4) $0 = $0 "="; print }' | base64 -d | od -An -v -tx1 | tr -d ' \n'; }

# A JSON Web Key's two numbers as the PEM that Kong reads.
pem() {
  cat >"$work"/key.conf <<EOF
asn1=SEQUENCE:key
[key]
algorithm=SEQUENCE:rsa
bits=BITWRAP,SEQUENCE:numbers
[rsa]
name=OID:rsaEncryption
parameters=NULL
[numbers]
n=INTEGER:0x$(hex "$1")
e=INTEGER:0x$(hex "$2")
EOF
  openssl asn1parse -genconf "$work"/key.conf -out "$work"/key.der >/dev/null
  openssl pkey -pubin -inform DER -in "$work"/key.der
}

place=0 names=
for key in $(echo "$keys" | jq -r '.keys[] | select(.kty == "RSA") | [.kid, .n, .e] | @csv | gsub("\""; "")'); do
  kid=${key%%,*} rest=${key#*,}
  place=$((place + 1)) name=signing-key-$place
  [ $place -le $places ] || { echo "$KEY_SET has more than $places keys: add Secrets to signing-keys.yaml, and to its role." >&2; exit 1; }
  public=$(pem "${rest%%,*}" "${rest#*,}")
  kubectl create secret generic "$name" --dry-run=client -o json \
    --from-literal=key="$kid" --from-literal=algorithm=RS256 --from-literal=rsa_public_key="$public" |
    jq '.metadata.labels = {"konghq.com/credential": "jwt", "app.kubernetes.io/part-of": "ecommerce"}' |
    kubectl apply --server-side --force-conflicts -f - >/dev/null
  names="$names\"$name\","
done

kubectl patch kongconsumer shopper --type merge -p "{\"credentials\": [${names%,}]}"
