package io.mistnet.node.epoch;

import io.mistnet.node.network.Sha256;
import io.mistnet.protocols.propagation.EpochId;
import io.mistnet.protocols.sharing.Party;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * What each bank signed for what it dealt, so that a lie can be shown later: one line of JSON per bank and attempt, appended to a file per UTC day
 * ({@code 2026-01-31.jsonl}) and on disk before the protocol runs. Nothing here is deleted by the node.
 */
public final class EvidenceLog {

    private final Path folder;
    private final InstantSource clock;

    public EvidenceLog(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    void append(EpochId id, String bank, Party party, Sha256 digest, byte[] signature) {
        Instant now = clock.instant();
        // a bank's id comes from the network file, whose ids need no escapes
        String line = """
                {"at":"%s","epoch":%d,"attempt":%d,"bank":"%s","party":"%s","digest":"%s","signature":"%s"}
                """.formatted(
                        now,
                        id.epoch(),
                        id.attempt(),
                        bank,
                        party,
                        digest,
                        HexFormat.of().formatHex(signature));
        Path file = folder.resolve(now.atOffset(ZoneOffset.UTC).toLocalDate() + ".jsonl");
        try {
            Files.createDirectories(folder);
            try (FileChannel out = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
