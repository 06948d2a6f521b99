package io.mistnet.node.authorisation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file in which a node finds its supervisor's approval for what it looks up by itself. It may be replaced while the node runs.
 *
 * <p>Not thread-safe.
 */
public final class ApprovalFile {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalFile.class);

    private final Path file;
    private final Grounds grounds;
    private final AuthorisationIssuer issuer;
    private @Nullable String taken;
    private @Nullable String objection;

    /** @param grounds on which the node looks up; an approval for others is of no use to it */
    public ApprovalFile(Path file, Grounds grounds, AuthorisationIssuer issuer) {
        this.file = file;
        this.grounds = grounds;
        this.issuer = issuer;
    }

    /** The approval, where the file has one that holders would take now. */
    public Optional<Approval> approval() {
        try {
            return approval(text());
        } catch (IOException e) {
            String reason = "%s cannot be read (%s); `mistnet authorise` writes it"
                    .formatted(file, e.getClass().getSimpleName());
            object(reason);
            return Optional.empty();
        }
    }

    /** Why bulks cannot go by the file at present, if so. */
    public Optional<String> objection() {
        return Optional.ofNullable(objection);
    }

    private Optional<Approval> approval(String text) {
        try {
            Approval approval = Approval.read(text);
            Authorisation draft = approval.draft();
            if (!new Grounds(draft.caseReference(), draft.legalBasis(), draft.purpose()).equals(grounds)) {
                object("%s: it approves another case, legal basis or purpose than node.conf has".formatted(file));
                return Optional.empty();
            }
            issuer.requireValid(approval);
            if (!text.equals(taken)) {
                LOG.info("approval={} authorisation={} taken over", file, draft);
            }
            taken = text;
            objection = null;
            return Optional.of(approval);
        } catch (AuthorisationRefusedException e) {
            object("%s: %s".formatted(file, e.getMessage()));
            return Optional.empty();
        }
    }

    private void object(String reason) {
        if (!reason.equals(objection)) {
            LOG.warn("no bulk lookups by an approval: {}", reason);
        }
        taken = null;
        objection = reason;
    }

    private String text() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(Approval.MOST_CHARACTERS + 1), StandardCharsets.UTF_8);
        }
    }
}
