package io.mistnet.node.network;

/**
 * By what the others know an institution.
 *
 * @param certificate the SHA-256 of its TLS certificate
 * @param agreement its X25519 key
 * @param signing its Ed25519 key
 */
public record PublicKeys(Sha256 certificate, AgreementKey agreement, SigningKey signing) {}
