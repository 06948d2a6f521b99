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
 * <p>The issuer forgets an authorisation that holders did not answer to, which may have been for another reason; so after a failure the same one is handed in again. Should it be used up, the holders say so again. Not thread-safe.
 */
public final class ApprovalFile {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalFile.class);

    private final Path file;
    private final Grounds grounds;
    private final AuthorisationIssuer issuer;
    private @Nullable String handedIn;
    private @Nullable String refused;
    private @Nullable String objection;

    /** @param grounds on which the node looks up; an approval for others is of no use to it */
    public ApprovalFile(Path file, Grounds grounds, AuthorisationIssuer issuer) {
        this.file = file;
        this.grounds = grounds;
        this.issuer = issuer;
    }

    /**
     * Hands the approval to the issuer, where that does not have it yet.
     *
     * @param again even if it has: it may have forgotten it
     */
    public void handIn(boolean again) {
        try {
            String text = text();
            if (again || !(text.equals(handedIn) || text.equals(refused))) {
                handIn(text);
            }
        } catch (IOException e) {
            String reason = "%s cannot be read (%s); `mistnet authorise` writes it"
                    .formatted(file, e.getClass().getSimpleName());
            object(reason, reason.equals(objection));
        }
    }

    /** Why bulks cannot go by the file at present, if so. */
    public Optional<String> objection() {
        return Optional.ofNullable(objection);
    }

    private void handIn(String text) {
        try {
            Approval approval = Approval.read(text);
            Authorisation draft = approval.draft();
            if (!new Grounds(draft.caseReference(), draft.legalBasis(), draft.purpose()).equals(grounds)) {
                refuse(text, "it approves another case, legal basis or purpose than node.conf has");
                return;
            }
            SignedAuthorisation signed = issuer.approve(draft, approval.supervisor());
            if (!text.equals(handedIn)) {
                LOG.info("approval={} authorisation={} taken over", file, signed.authorisation());
            }
            handedIn = text;
            refused = null;
            objection = null;
        } catch (AuthorisationRefusedException e) {
            refuse(text, String.valueOf(e.getMessage()));
        }
    }

    private void refuse(String text, String reason) {
        boolean isKnown = text.equals(refused);
        refused = text;
        object("%s: %s".formatted(file, reason), isKnown);
    }

    private void object(String reason, boolean isKnown) {
        if (!isKnown) {
            LOG.warn("no bulk lookups by an approval: {}", reason);
        }
        objection = reason;
    }

    private String text() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(Approval.MOST_CHARACTERS + 1), StandardCharsets.UTF_8);
        }
    }
}
