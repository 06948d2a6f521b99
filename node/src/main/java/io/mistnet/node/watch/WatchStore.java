package io.mistnet.node.watch;

import io.mistnet.node.identity.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps the state of the last run, and that of a run whose changes are being told, in files that the owner alone may read.
 *
 * <p>A run {@link #prepare}s its state, tells its changes, and then {@link #adopt}s it. After a crash in between, whoever was told knows the run or does not; by that the prepared state is adopted or dropped.
 */
final class WatchStore {

    private final Path state;
    private final Path prepared;

    WatchStore(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.state = folder.resolve("state.json");
        this.prepared = folder.resolve("prepared.json");
    }

    /** The state of the last run; empty before the first. */
    Optional<WatchState> last() throws IOException {
        return read(state);
    }

    /** The state of a run of which it is open whether its changes were told. */
    Optional<WatchState> prepared() throws IOException {
        return read(prepared);
    }

    void prepare(WatchState next) throws IOException {
        PrivateFile.replace(prepared, next.bytes());
    }

    void adopt() throws IOException {
        PrivateFile.rename(prepared, state);
    }

    void drop() throws IOException {
        PrivateFile.delete(prepared);
    }

    private static Optional<WatchState> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(WatchState.read(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be read: restore it, or delete it to have all records told anew".formatted(file), e);
        }
    }
}
