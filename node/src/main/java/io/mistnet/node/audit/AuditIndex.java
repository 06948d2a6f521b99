package io.mistnet.node.audit;

import io.mistnet.node.relational.RelationalDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log in the relational database, for searching. The log's files are the truth: the table is filled from them, and made anew where it differs. Thread-safe; calls block.
 */
public final class AuditIndex {

    private static final Logger LOG = LoggerFactory.getLogger(AuditIndex.class);
    private static final int CHUNK = 1_000;

    private final RelationalDatabase database;
    private final AuditFolder folder;
    private @Nullable AuditFollower tail;

    /** @param folder the log's */
    public AuditIndex(RelationalDatabase database, Path folder) {
        this.database = database;
        this.folder = new AuditFolder(folder);
    }

    /** Takes in what was written since. */
    public synchronized void refresh() throws IOException {
        AuditFollower current = tail;
        if (current == null || !current.isThere()) {
            current = afterLast();
        }
        tail = null;
        fill(current);
        tail = current;
    }

    /**
     * Holds all of it against the files, and makes it anew where it differs.
     *
     * @return the first line that stood there differently; empty where none did
     */
    public synchronized Optional<Long> check() throws IOException {
        refresh();
        long first = AuditFollower.firstSequence(folder);
        Optional<Long> differs = firstDifference(first);
        if (differs.isPresent()) {
            LOG.warn("the audit log's table differs from line {} on; it is made anew from the files", differs.get());
            rebuild();
        }
        return differs;
    }

    /** Lines older than the one with number {@code before}, the newest first. */
    public List<AuditEntry> older(AuditFilter filter, long before, int limit) {
        return database.inTransaction(handle -> AuditRows.entries(handle, filter, true, before, limit));
    }

    /** Lines after the one with number {@code after}, the oldest first. */
    public List<AuditEntry> after(AuditFilter filter, long after, int limit) {
        return database.inTransaction(handle -> AuditRows.entries(handle, filter, false, after, limit));
    }

    /** Where to read on after the newest line of the table; at the beginning where that is not in the files. */
    private AuditFollower afterLast() throws IOException {
        Optional<Anchor> last = database.inTransaction(AuditRows::last);
        if (last.isEmpty()) {
            return AuditFollower.before(folder, 0);
        }
        AuditFollower found = AuditFollower.before(folder, last.get().sequence());
        Sought sought = new Sought(last.get());
        found.read(sought);
        if (sought.isFound) {
            return found;
        }
        LOG.warn("the audit log's table ends with a line that the files do not have; it is made anew from them");
        long first = AuditFollower.firstSequence(folder);
        database.inTransaction(handle -> AuditRows.deleteFrom(handle, first));
        return AuditFollower.before(folder, first);
    }

    private static final class Sought implements AuditFollower.Reader {

        private final Anchor line;
        private boolean isFound;

        Sought(Anchor line) {
            this.line = line;
        }

        @Override
        public boolean take(AuditLine read) {
            isFound = read.sequence() == line.sequence() && read.hash().equals(line.hash());
            return read.sequence() < line.sequence();
        }
    }

    private void rebuild() throws IOException {
        long first = AuditFollower.firstSequence(folder);
        tail = null;
        database.inTransaction(handle -> AuditRows.deleteFrom(handle, first));
        AuditFollower start = AuditFollower.before(folder, first);
        fill(start);
        tail = start;
    }

    private void fill(AuditFollower from) throws IOException {
        List<AuditEntry> entries = new ArrayList<>(CHUNK);
        from.read(line -> {
            entries.add(line.entry());
            if (entries.size() == CHUNK) {
                flush(entries);
            }
            return true;
        });
        flush(entries);
    }

    private void flush(List<AuditEntry> entries) {
        database.inTransaction(handle -> {
            AuditRows.insert(handle, entries);
            return entries.size();
        });
        entries.clear();
    }

    private Optional<Long> firstDifference(long first) throws IOException {
        Rows rows = new Rows(first);
        List<Long> differs = new ArrayList<>();
        AuditFollower.before(folder, first).read(line -> {
            if (!rows.isNext(line.entry())) {
                differs.add(line.sequence());
            }
            return differs.isEmpty();
        });
        return differs.stream().findFirst().or(rows::leftOver);
    }

    /** The table's lines in their order, some at a time. */
    private final class Rows {

        private long next;
        private Iterator<AuditEntry> chunk = List.<AuditEntry>of().iterator();

        Rows(long first) {
            this.next = first;
        }

        /** Every column counts: who may write the database could leave the hash as it is and change what people read beside it. */
        boolean isNext(AuditEntry line) {
            return take().filter(line::equals).isPresent();
        }

        Optional<Long> leftOver() {
            return take().map(AuditEntry::sequence);
        }

        private Optional<AuditEntry> take() {
            if (!chunk.hasNext()) {
                chunk = database.inTransaction(handle -> AuditRows.from(handle, next, CHUNK))
                        .iterator();
            }
            if (!chunk.hasNext()) {
                return Optional.empty();
            }
            AuditEntry row = chunk.next();
            next = row.sequence() + 1;
            return Optional.of(row);
        }
    }
}
