#!/bin/sh
# Gives Kong's consumer the keys that user-service publishes now, each in one of four Secrets, and no others.
set -eu

places=4

keys=$(curl -fsS --max-time 20 "$KEY_SET")
# Without a key everybody would be anonymous: rather keep what is there.
echo "$keys" | jq -e '.keys | map(select(.kty == "RSA")) | length > 0' >/dev/null || { echo "$KEY_SET has no RSA key." >&2; exit 1; }

hex() { printf %s "$1" | tr '_-' '/+' | awk '{ while (length($0) % 4) $0 = $0 "="; print }' | base64 -d | od -An -v -tx1 | tr -d ' \n'; }

# DER by hand, in hexadecimal digits: the image has no openssl. An element is its tag, its length and its content; a number whose first bit is set has a zero before it.
element() {
  length=$((${#2} / 2))
  if [ $length -lt 128 ]; then printf '%s%02x%s' "$1" $length "$2"
  elif [ $length -lt 256 ]; then printf '%s81%02x%s' "$1" $length "$2"
  else printf '%s82%04x%s' "$1" $length "$2"; fi
}
integer() { case $1 in [89a-f]*) element 02 "00$1" ;; *) element 02 "$1" ;; esac; }
bytes() { printf "$(printf %s "$1" | awk '{ for (i = 1; i < length($0); i += 2)
  printf "\\%03o", 16 * (index("0123456789abcdef", substr($0, i, 1)) - 1) + index("0123456789abcdef", substr($0, i + 1, 1)) - 1 }')"; }

# A JSON Web Key's two numbers as the PEM that Kong reads: the algorithm rsaEncryption, and in a string of bits the numbers.
pem() {
  key=$(element 30 "$(integer "$(hex "$1")")$(integer "$(hex "$2")")")
  printf '%s\n' '-----BEGIN PUBLIC KEY-----'
  bytes "$(element 30 "300d06092a864886f70d0101010500$(element 03 "00$key")")" | base64 | tr -d '\n' | fold -w 64
  printf '\n%s\n' '-----END PUBLIC KEY-----'
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
