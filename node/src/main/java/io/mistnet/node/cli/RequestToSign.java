package io.mistnet.node.cli;

import io.mistnet.node.authorisation.ApprovalDraft;
import io.mistnet.node.authorisation.Authorisation;
import io.mistnet.node.authorisation.AuthorisationRefusedException;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.network.Network;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A request of the console that a supervisor is to sign. The supervisor is shown what it says, since the file came from the node, and the node may have made another of it than its page shows.
 *
 * @param file as it was saved from the console
 */
record RequestToSign(Path file) {

    /**
     * Reads it, shows it, and asks whether it is the right one.
     *
     * @param yes whether it is, without asking
     * @throws IOException where it is no request, not one of this institution and network, or void by now; or the supervisor does not want it
     */
    Authorisation read(NodeConfig node, Network network, CommandSpec spec, boolean yes) throws IOException {
        Authorisation draft = draft();
        if (!draft.network().equals(network.hash()) || !draft.institution().equals(node.institution())) {
            throw new IOException("%s is a request of %s for another network file or institution than %s has"
                    .formatted(file, draft.institution(), node.networkFile()));
        }
        if (!draft.expires().isAfter(Clock.systemUTC().instant())) {
            throw new IOException(
                    "%s could be signed until %s; make a new one on its page".formatted(file, draft.expires()));
        }
        spec.commandLine().getOut().println("""
                        You are asked to sign that %s may have %d selectors evaluated
                          in the case:           %s
                          on the legal basis:    %s
                          to %s, until %s.
                        Sign it only if this is what you have read on the console's page of the request.""".formatted(
                        draft.institution(),
                        draft.quota(),
                        draft.caseReference(),
                        draft.legalBasis(),
                        purpose(draft),
                        draft.expires()));
        if (!yes && !isWanted()) {
            throw new IOException("not signed");
        }
        return draft;
    }

    private Authorisation draft() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(ApprovalDraft.MOST_CHARACTERS + 1), StandardCharsets.UTF_8);
            return ApprovalDraft.read(text).authorisation();
        } catch (AuthorisationRefusedException e) {
            throw new IOException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String purpose(Authorisation draft) {
        return switch (draft.purpose()) {
            case ASK -> "look them up";
            case CONTRIBUTE -> "contribute records of them";
        };
    }

    private static boolean isWanted() throws IOException {
        Console console = System.console();
        if (console == null) {
            throw new IOException("no terminal to ask whether to sign: give --yes where you have read it");
        }
        return "yes".equals(console.readLine("Sign it? Type yes: "));
    }
}
