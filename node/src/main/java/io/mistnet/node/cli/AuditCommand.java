package io.mistnet.node.cli;

import picocli.CommandLine.Command;

/** {@code mistnet audit}: the institution's own audit log. */
@Command(
        name = "audit",
        description = "Verifies the institution's own audit log of lookups.",
        mixinStandardHelpOptions = true,
        subcommands = AuditVerifyCommand.class)
public final class AuditCommand {}
