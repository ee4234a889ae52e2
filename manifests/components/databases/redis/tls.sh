#!/bin/sh
# Settings of a server that speaks TLS alone, on the port $1.
cat <<END
port 0
tls-port $1
tls-cert-file $TLS/tls.crt
tls-key-file $TLS/tls.key
tls-ca-cert-file $TLS/ca.crt
tls-auth-clients no
tls-replication yes
END
