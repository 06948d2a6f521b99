package io.mistnet.node.cli.token;

import picocli.CommandLine.Command;

/** {@code mistnet token}: tokens for the institution's own tools. */
@Command(
        name = "token",
        description = "Makes, lists and revokes tokens, by which the institution's own tools use the node's REST API.",
        mixinStandardHelpOptions = true,
        subcommands = {TokenAddCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
public final class TokenCommand {}
