package io.mistnet.node.console.audit;

import io.mistnet.node.audit.AuditIndex;
import io.mistnet.node.network.SigningKey;
import java.nio.file.Path;

/**
 * The institution's audit log, to be read.
 *
 * @param folder its files
 * @param key the institution's signing key, as the network file has it
 * @param index its lines in the database
 */
public record AuditBook(Path folder, SigningKey key, AuditIndex index) {}
