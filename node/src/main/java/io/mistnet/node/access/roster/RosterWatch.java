package io.mistnet.node.access.roster;

import io.mistnet.node.access.Access;
import io.mistnet.node.access.AccessLog;
import io.mistnet.node.audit.AuditAction;
import io.mistnet.node.audit.AuditOutcome;
import io.mistnet.node.relational.RelationalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the audit log which accounts and tokens were made, changed or taken away. It compares them with what was there the last time, so it finds what the commands did and what somebody wrote into the database by hand.
 * Who did it, it cannot know: the lines name the node. What is put in and taken out again between two comparisons it does not see. Thread-safe; calls block.
 */
public final class RosterWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RosterWatch.class);
    private static final String FILE = "roster.json";
    private static final String NODE = "node";
    private static final int MOST_CHARACTERS = 128;

    /** What may be read in the clear; of the rest the log says that it changed. */
    private static final Set<String> SHOWN = Set.of(Roster.ROLES, "owner");

    private final RelationalDatabase database;
    private final RosterFile file;
    private final AccessLog log;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mistnet-roster");
        thread.setDaemon(true);
        return thread;
    });

    /** @param dataDirectory where what was there the last time is kept */
    public RosterWatch(RelationalDatabase database, Path dataDirectory, AccessLog log) {
        this.database = database;
        this.file = new RosterFile(dataDirectory.resolve(FILE));
        this.log = log;
    }

    /** Compares now, and each minute from now on. */
    public void start() {
        compare();
        thread.scheduleWithFixedDelay(this::compareAgain, 1, 1, TimeUnit.MINUTES);
    }

    /** The same log, which compares before it writes that somebody signed in: a password that somebody else set for the purpose is seen even if they put the old one back. */
    public AccessLog aheadOfSignIns() {
        return access -> {
            if (access.action() == AuditAction.SIGN_IN && access.outcome() == AuditOutcome.ANSWERED) {
                compare();
            }
            log.write(access);
        };
    }

    /** @throws UncheckedIOException where the difference cannot be written down */
    public synchronized void compare() {
        try {
            Optional<Roster> before = file.read();
            Roster now = Roster.read(database);
            if (before.isPresent() && before.get().equals(now)) {
                return;
            }
            Map<String, Map<String, String>> gone =
                    new TreeMap<>(before.map(Roster::entries).orElse(Map.of()));
            now.entries().forEach((name, entry) -> {
                Map<String, String> old = gone.remove(name);
                if (old == null) {
                    write(name, (before.isPresent() ? "added/" : "found/") + entry.get(Roster.ROLES));
                } else {
                    writeChanges(name, old, entry);
                }
            });
            gone.keySet().forEach(name -> write(name, "removed"));
            file.write(now);
        } catch (IOException e) {
            throw new UncheckedIOException("accounts and tokens cannot be compared with those of the last time", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void compareAgain() {
        try {
            compare();
        } catch (RuntimeException e) {
            LOG.warn(
                    "accounts and tokens could not be compared with those of the last time; tried again in a minute",
                    e);
        }
    }

    private void writeChanges(String name, Map<String, String> before, Map<String, String> now) {
        new TreeMap<>(now).forEach((part, value) -> {
            if (!value.equals(before.get(part))) {
                write(name, SHOWN.contains(part) ? part + "/" + value : part);
            }
        });
    }

    private void write(String name, String change) {
        String subject = "%s/%s".formatted(name, change).replaceAll("[^A-Za-z0-9/._-]", "_");
        log.write(new Access(
                NODE,
                name.startsWith(Roster.ACCOUNTS) ? AuditAction.ACCOUNT : AuditAction.TOKEN,
                subject.substring(0, Math.min(MOST_CHARACTERS, subject.length())),
                AuditOutcome.ANSWERED));
    }
}
