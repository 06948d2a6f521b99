package io.mistnet.node.casework;

import io.mistnet.node.access.Permission;
import io.mistnet.node.access.User;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What happened in a case, and what those who work on it note. Nothing of it is ever changed. Thread-safe; calls block. */
public final class CaseHistory {

    /** Events of a page. */
    public static final int SIZE = 25;

    static final int MOST_NOTE_CHARACTERS = 4_000;

    private final CaseStore store;

    public CaseHistory(CaseStore store) {
        this.store = store;
    }

    /** Adds a note. */
    public void note(User by, long id, Optional<String> text) {
        store.change(by, Permission.LOOK_UP, handle -> {
            CaseRows.requireOwn(handle, id, by.id());
            Entries entries = new Entries();
            String note = entries.lines(Field.NOTE, text, MOST_NOTE_CHARACTERS);
            entries.requireFit();
            store.note(handle, id, by, CaseEvent.Kind.NOTED, note);
            return id;
        });
    }

    /** Notes that somebody who may read the case took the answers to a batch with them. */
    public void exported(User by, long id, long batch) {
        store.change(by, Permission.READ_CASES, handle -> {
            CaseRows.require(handle, id);
            store.note(handle, id, by.id(), CaseEvent.Kind.EXPORTED, OptionalLong.of(batch), "");
            return id;
        });
    }

    /** The newest first. */
    public Page<CaseEvent> page(long id, int number) {
        List<CaseEvent> read = store.read(handle -> handle.createQuery("""
                        SELECT e.happened_at, e.person_id, p.name AS person_name, e.kind, e.subject_id, e.text
                        FROM case_event e JOIN case_person p ON p.id = e.person_id
                        WHERE e.case_id = :case ORDER BY e.id DESC LIMIT :limit OFFSET :offset
                        """)
                .bind("case", id)
                .bind("limit", SIZE + 1)
                .bind("offset", (long) (number - 1) * SIZE)
                .map((row, context) -> new CaseEvent(
                        CaseRows.instant(row.getTimestamp("happened_at")),
                        People.person(row, "person"),
                        CaseEvent.Kind.valueOf(row.getString("kind")),
                        CaseRows.optionalLong(row, "subject_id"),
                        row.getString("text")))
                .list());
        return Page.of(read, number, SIZE);
    }
}
