package io.mistnet.node.oprf;

import com.google.protobuf.ByteString;
import io.mistnet.node.identity.Password;
import io.mistnet.node.identity.PrivateFile;
import io.mistnet.node.identity.SealedSecret;
import io.mistnet.node.wire.proto.OprfWire;
import io.mistnet.protocols.oprf.KeyShare;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a holder keeps its shares: a file for each key epoch and generation, which only its owner may read, with the secret in PKCS#12 under the password of the institution's key store. Each change is whole and
 * on disk when the method returns.
 */
final class KeyFolder {

    private static final Pattern NAME = Pattern.compile("key-\\d+-\\d+\\.share");

    private final Path folder;
    private final Password password;
    private final int holder;

    /** @param holder this holder's number */
    KeyFolder(Path folder, Password password, int holder) {
        this.folder = folder;
        this.password = password;
        this.holder = holder;
    }

    /**
     * Reads all that is kept.
     *
     * @throws IOException where a file cannot be read, is damaged, or may be read by others; nothing is lost by it
     */
    List<KeptKey> load() throws IOException {
        Files.createDirectories(folder);
        List<KeptKey> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (NAME.matcher(file.getFileName().toString()).matches()) {
                    kept.add(read(file));
                }
            }
        }
        return kept;
    }

    void write(KeptKey key) {
        try {
            byte[] sealed = SealedSecret.seal(key.share().secret(), password);
            PrivateFile.replace(
                    file(key.epoch(), key.generation()),
                    OprfWire.KeptShare.newBuilder()
                            .setRun(WireForms.bytes(key.run()))
                            .setStatement(WireForms.encode(key.signed()))
                            .setEstablished(key.established())
                            .setSealedShare(ByteString.copyFrom(sealed))
                            .build()
                            .toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the share of " + key + " in " + folder, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform can write PKCS#12", e);
        }
    }

    void delete(KeptKey key) {
        try {
            PrivateFile.delete(file(key.epoch(), key.generation()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the share of " + key + " in " + folder, e);
        }
    }

    Path file(int epoch, int generation) {
        return folder.resolve("key-%d-%d.share".formatted(epoch, generation));
    }

    private KeptKey read(Path file) throws IOException {
        PrivateFile.requireOwnerOnly(file);
        try {
            OprfWire.KeptShare from =
                    WireForms.parse(OprfWire.KeptShare.parser(), Files.readAllBytes(file), "a kept share");
            SignedStatement signed = WireForms.decode(from.getStatement());
            byte[] secret = SealedSecret.open(from.getSealedShare().toByteArray(), password);
            return new KeptKey(
                    WireForms.hash(from.getRun()),
                    KeyShare.of(holder, secret, signed.statement().publicShares()),
                    signed,
                    from.getEstablished());
        } catch (MalformedMessageException | IllegalArgumentException | GeneralSecurityException e) {
            throw new IOException(
                    "%s cannot be used: %s. Restore it from a backup; without it this holder has no share of that key"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
