package io.mistnet.node.answering;

import io.mistnet.he.Kernel;
import io.mistnet.he.Table;
import io.mistnet.node.intelligence.LookupTable;
import io.mistnet.node.intelligence.MaskedColumns;
import io.mistnet.node.intelligence.StoreTerms;
import io.mistnet.protocols.retrieval.LookupParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The host's tables, one for each OPRF key epoch that is served: during the overlap of two epochs both. Each has a folder of its own. Safe for any thread. */
public final class HostTables implements AutoCloseable {

    private final Path folder;
    private final byte[] network;
    private final LookupParameters parameters;
    private final Kernel kernel;
    private final SecureRandom random;
    private final NavigableMap<Integer, HostTable> byEpoch = new ConcurrentSkipListMap<>();
    private boolean closed;

    /**
     * @param folder of the tables' folders
     * @param network identifies the network under which tags are derived, 32 bytes
     */
    public HostTables(Path folder, byte[] network, LookupParameters parameters, Kernel kernel, SecureRandom random) {
        this.folder = folder;
        this.network = network.clone();
        this.parameters = parameters;
        this.kernel = kernel;
        this.random = random;
    }

    /**
     * Serves a key epoch from now on: opens its records, or begins a new table, which then loads.
     *
     * @throws io.mistnet.node.storage.StorageException if the store cannot be opened
     * @throws OutOfMemoryError if there is no native memory for another table
     */
    public synchronized LookupTable serve(int keyEpoch) {
        if (closed) {
            throw new IllegalStateException("the host is closed");
        }
        HostTable served = byEpoch.get(keyEpoch);
        if (served != null) {
            return served.records();
        }
        Table plaintexts = new Table(parameters.encryption(), kernel);
        try {
            StoreTerms terms = new StoreTerms(network, keyEpoch, parameters);
            LookupTable records = LookupTable.open(
                    folderOf(folder, keyEpoch), terms, new MaskedColumns(parameters, plaintexts), random);
            byEpoch.put(keyEpoch, new HostTable(records, plaintexts));
            return records;
        } catch (RuntimeException e) {
            plaintexts.close();
            throw e;
        }
    }

    /** Ends a key epoch: its table is closed, and its records are deleted. */
    public synchronized void retire(int keyEpoch) {
        HostTable ended = byEpoch.remove(keyEpoch);
        if (ended != null) {
            ended.close();
        }
        delete(folderOf(folder, keyEpoch));
    }

    /** The epochs served now. */
    public List<Integer> epochs() {
        return List.copyOf(byEpoch.keySet());
    }

    /**
     * The records of a key epoch.
     *
     * @throws RefusedQuestionException if it is not served
     */
    public LookupTable records(int keyEpoch) {
        return table(keyEpoch).records();
    }

    HostTable table(int keyEpoch) {
        HostTable table = byEpoch.get(keyEpoch);
        if (table == null) {
            throw RefusedQuestionException.unknownKeyEpoch(keyEpoch, epochs());
        }
        return table;
    }

    Kernel kernel() {
        return kernel;
    }

    public LookupParameters parameters() {
        return parameters;
    }

    @Override
    public synchronized void close() {
        closed = true;
        byEpoch.values().forEach(HostTable::close);
        byEpoch.clear();
    }

    /** Where the records of a key epoch are, below the folder of all tables. */
    public static Path folderOf(Path folder, int keyEpoch) {
        return folder.resolve("key-epoch-" + keyEpoch);
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
