package io.mistnet.node.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mistnet.node.audit.AuditLine.Place;
import io.mistnet.node.audit.ChainBreak.Kind;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.network.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditVerificationTest {

    private static final int LOOKUPS = 150;

    @TempDir
    Path folder;

    private Audits audits;
    private List<String> lines;

    @BeforeEach
    void aLogOfOneFile() throws Exception {
        audits = new Audits(folder);
        audits.write(LOOKUPS, AuditLog.FILE_BYTES);
        lines = audits.lines();
    }

    @Test
    void aLogAsItWasWrittenIsIntact() throws Exception {
        AuditReport report = audits.verify();
        assertThat(report.broken()).isEmpty();
        assertThat(report.entries()).isEqualTo(LOOKUPS);
        assertThat(report.lines()).isEqualTo(lines.size()).isEqualTo(LOOKUPS + 3);
        assertThat(report.head()).isEqualTo(hash(lines.get(lines.size() - 1)));
        assertThat(report.startsAt()).isZero();
    }

    @Test
    void anEditedEntryIsNamed() throws Exception {
        lines.set(40, lines.get(40).replace("\"found\":2", "\"found\":0"));
        ChainBreak found = broken(Kind.EDITED);
        assertThat(found.line()).isEqualTo(42);
        assertThat(found.explanation()).contains("entry 41 does not follow from the line before");
    }

    @Test
    void anEditedLastEntryIsFoundByTheHeadAfterIt() throws Exception {
        lines.set(lines.size() - 2, lines.get(lines.size() - 2).replace("user-149", "user-000"));
        broken(Kind.EDITED);
    }

    @Test
    void aRemovedEntryIsNamed() throws Exception {
        lines.remove(40);
        assertThat(broken(Kind.REMOVED).explanation()).contains("entry 40 is missing");
    }

    @Test
    void aRemovedBeginningIsFound() throws Exception {
        lines.subList(0, 70).clear();
        assertThat(broken(Kind.REMOVED).explanation()).contains("entry 0 is missing");
    }

    @Test
    void entriesInAnotherOrderAreFound() throws Exception {
        Collections.swap(lines, 40, 41);
        assertThat(broken(Kind.REORDERED).line()).isEqualTo(41);
        Collections.swap(lines, 40, 41);
        Collections.swap(lines, 10, 140);
        assertThat(broken(Kind.REORDERED).line()).isEqualTo(11);
    }

    @Test
    void anEntryThatStandsTwiceIsFound() throws Exception {
        lines.add(41, lines.get(40));
        assertThat(broken(Kind.DUPLICATE).explanation()).contains("entry 40 stands here again");
    }

    @Test
    void anInventedEntryIsFound() throws Exception {
        lines.add(40, lines.get(40).replace("user-40", "user-41"));
        broken(Kind.DUPLICATE);
        lines.set(40, "{}");
        assertThat(broken(Kind.EDITED).line()).isEqualTo(41);
        lines.set(40, "");
        broken(Kind.EDITED);
        lines.set(40, lines.get(41) + lines.get(41));
        broken(Kind.EDITED);
    }

    @Test
    void aLogCutBackToAnOlderHeadIsFound() throws Exception {
        lines.subList(64, lines.size()).clear();
        assertThat(lines.get(63)).contains("\"kind\":\"head\"");
        assertThat(broken(Kind.TRUNCATED).explanation())
                .contains("ends before entry 64")
                .contains("up to 152");
    }

    @Test
    void aLogCutBackTogetherWithItsNewestHeadIsFoundByWhatIsKnownElsewhere() throws Exception {
        Anchor known = new Anchor(152, hash(lines.get(152)));
        lines.subList(64, lines.size()).clear();
        Files.writeString(headFile(), lines.get(63));
        audits.replace(lines);
        assertThat(audits.verify().broken()).isEmpty();
        assertThat(AuditVerification.verify(audits.folder(), audits.key(), List.of(known))
                        .broken())
                .hasValueSatisfying(place -> assertThat(place.kind()).isEqualTo(Kind.TRUNCATED));
    }

    @Test
    void aChainWrittenAnewNeedsTheInstitutionsKey() throws Exception {
        rewrite(audits.trial().identity("bank-2"));
        assertThat(broken(Kind.FORGED_HEAD).line()).isEqualTo(1);
        Files.delete(headFile());
        assertThat(broken(Kind.FORGED_HEAD).line()).isEqualTo(64);
    }

    @Test
    void aChainWrittenAnewWithoutHeadsIsFound() throws Exception {
        rewrite(audits.identity());
        lines.removeIf(line -> line.contains("\"kind\":\"head\""));
        relink(audits.identity());
        Files.delete(headFile());
        broken(Kind.HEAD_MISSING);
    }

    @Test
    void aChainWrittenAnewWithTheInstitutionsKeyIsFoundByWhatIsKnownElsewhere() throws Exception {
        Anchor known = new Anchor(63, hash(lines.get(63)));
        rewrite(audits.identity());
        audits.replace(lines);
        assertThat(audits.verify().broken()).isEmpty();
        assertThat(AuditVerification.verify(audits.folder(), audits.key(), List.of(known))
                        .broken())
                .hasValueSatisfying(place -> {
                    assertThat(place.kind()).isEqualTo(Kind.EDITED);
                    assertThat(place.explanation()).contains("written anew");
                });
    }

    @Test
    void aMissingHeadFileIsFound() throws Exception {
        Files.delete(headFile());
        broken(Kind.HEAD_MISSING);
    }

    @Test
    void aProcessKilledAfterTheLineOfItsFirstHeadLeavesAnIntactLog() throws Exception {
        Files.delete(headFile());
        lines = new ArrayList<>(lines.subList(0, AuditLog.LINES_PER_HEAD));
        audits.replace(lines);
        assertThat(audits.verify().broken()).isEmpty();

        audits.open().close();

        assertThat(headFile()).content().isEqualToIgnoringNewLines(lines.get(lines.size() - 1));
        assertThat(audits.verify().broken()).isEmpty();
    }

    @Test
    void aMissingHeadFileIsFoundAsSoonAsALineFollowsTheFirstHead() throws Exception {
        Files.delete(headFile());
        lines = new ArrayList<>(lines.subList(0, AuditLog.LINES_PER_HEAD + 1));
        broken(Kind.HEAD_MISSING);
    }

    @Test
    void anotherInstitutionsLogIsNotTakenForThisOnes() throws Exception {
        AuditReport report = AuditVerification.verify(audits.folder(), audits.key("bank-2"));
        assertThat(report.broken())
                .hasValueSatisfying(place -> assertThat(place.kind()).isEqualTo(Kind.FORGED_HEAD));
    }

    @Test
    void aMissingFileInTheMiddleIsFound() throws Exception {
        Audits many = new Audits(folder.resolve("many"));
        Files.createDirectories(folder.resolve("many"));
        many.write(100, 5_000);
        Files.delete(many.files().get(3));
        assertThat(many.verify().broken())
                .hasValueSatisfying(place -> assertThat(place.kind()).isEqualTo(Kind.REMOVED));
    }

    @Test
    void oneFileOfManyIsVerifiedFromItsFirstLineOn() throws Exception {
        Audits many = new Audits(folder.resolve("many"));
        Files.createDirectories(folder.resolve("many"));
        many.write(100, 5_000);
        AuditReport report = AuditVerification.verify(many.files().get(3), many.key());
        assertThat(report.broken()).isEmpty();
        assertThat(report.startsAt()).isPositive();
    }

    @Test
    void noByteOfASignedLogCanBeChanged() throws Exception {
        byte[] whole = Files.readAllBytes(audits.files().get(0));
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 150; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(audits.files().get(0), changed);
            assertThat(audits.verify().isIntact()).isFalse();
        }
    }

    @Test
    void aFileThatIsNoLogIsBrokenAtItsFirstLine() throws Exception {
        Path noise = folder.resolve("noise");
        byte[] bytes = new byte[3 << 20];
        new SplittableRandom(1).nextBytes(bytes);
        bytes[5000] = '\n';
        Files.write(noise, bytes);
        assertThat(AuditVerification.verify(noise, audits.key()).isIntact()).isFalse();
        Files.writeString(noise, "x".repeat(3 << 20));
        assertThat(AuditVerification.verify(noise, audits.key()).isIntact()).isFalse();
    }

    @Test
    void whereThereIsNoLogNothingIsCalledIntact() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThatThrownBy(() -> AuditVerification.verify(empty, audits.key()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no audit log");
        assertThatThrownBy(() -> AuditVerification.verify(folder.resolve("none"), audits.key()))
                .isInstanceOf(NoSuchFileException.class);
    }

    private ChainBreak broken(Kind kind) throws IOException {
        audits.replace(lines);
        ChainBreak found = audits.verify().broken().orElseThrow();
        assertThat(found.kind()).isEqualTo(kind);
        return found;
    }

    /** Somebody changes an early entry and makes all that follows fit, signing with {@code signer}'s key. */
    private void rewrite(Identity signer) throws IOException {
        lines.set(3, lines.get(3).replace("user-3", "nobody"));
        relink(signer);
    }

    private void relink(Identity signer) throws IOException {
        List<String> relinked = new ArrayList<>();
        Place place = Place.first();
        for (String line : lines) {
            AuditLine old = AuditLine.parse(line.getBytes(StandardCharsets.UTF_8));
            AuditLine fresh = old.kind() == AuditLine.Kind.HEAD
                    ? AuditLine.head(place, old.time(), signer.sign(place.toSign()))
                    : AuditLine.parse(
                            line.replace(old.previous().hex(), place.previous().hex())
                                    .replaceFirst("\"sequence\":[0-9]+", "\"sequence\":" + place.sequence())
                                    .getBytes(StandardCharsets.UTF_8));
            relinked.add(new String(fresh.bytes(), StandardCharsets.UTF_8));
            place = fresh.next();
        }
        lines = relinked;
        Files.writeString(headFile(), lines.get(lines.size() - 1));
    }

    private Path headFile() {
        return audits.folder().resolve("head.json");
    }

    private static Sha256 hash(String line) {
        return Sha256.of(line.getBytes(StandardCharsets.UTF_8));
    }
}
