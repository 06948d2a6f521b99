package io.mistnet.node.epoch;

import io.mistnet.node.storage.DurableFile;
import io.mistnet.protocols.propagation.EpochId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The last attempt that one role of this node took part in, and the cut-off of the last one released. Survives a crash: each change is on disk before the method
 * returns. The file is one line of text: epoch, attempt, cut-off of the last release in milliseconds. Not thread-safe.
 */
public final class EpochMark {

    private static final long FARTHEST_JUMP = 1L << 40;
    private static final EpochId NONE = new EpochId(0, 0);

    private final Path file;
    private EpochId last = NONE;
    private Instant lastReleased = Instant.EPOCH;

    /**
     * Opens the mark, or begins one where the file does not exist.
     *
     * @throws UncheckedIOException where the file cannot be read or is damaged
     */
    public EpochMark(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                read(Files.readString(file).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EpochId last() {
        return last;
    }

    /** The cut-off of the last epoch whose results were handed out. */
    public Instant lastReleased() {
        return lastReleased;
    }

    /** What is wrong with a proposed attempt, if anything: no attempt is taken part in twice, nor an older one, nor one so far ahead that none would be left after it. */
    Optional<String> objection(EpochId id) {
        if (id.epoch() - last.epoch() >= FARTHEST_JUMP) {
            return Optional.of("epoch %d is too far after epoch %d".formatted(id.epoch(), last.epoch()));
        }
        return isAfter(id, last)
                ? Optional.empty()
                : Optional.of("epoch %d attempt %d is not after epoch %d attempt %d"
                        .formatted(id.epoch(), id.attempt(), last.epoch(), last.attempt()));
    }

    void advance(EpochId id) {
        write(id, lastReleased);
    }

    /** Goes on after an epoch that another node knows of: this one lost its mark. A jump beyond all reason is not believed. */
    void catchUp(long epoch) {
        if (epoch > last.epoch() && epoch - last.epoch() < FARTHEST_JUMP) {
            advance(new EpochId(epoch, 0));
        }
    }

    void released(Instant cutOff) {
        write(last, cutOff);
    }

    static boolean isAfter(EpochId id, EpochId other) {
        return id.epoch() > other.epoch() || (id.epoch() == other.epoch() && id.attempt() > other.attempt());
    }

    private void read(String line) throws IOException {
        String[] words = line.split(" ", -1);
        try {
            last = new EpochId(Long.parseLong(words[0]), Integer.parseInt(words[1]));
            lastReleased = Instant.ofEpochMilli(Long.parseLong(words[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(
                    file + " should hold epoch, attempt and last release; restore it, or remove it while the "
                            + "other nodes have theirs: this one goes on after them",
                    e);
        }
    }

    private void write(EpochId id, Instant released) {
        String line = "%d %d %d\n".formatted(id.epoch(), id.attempt(), released.toEpochMilli());
        try {
            DurableFile.replace(file, line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        last = id;
        lastReleased = released;
    }
}
