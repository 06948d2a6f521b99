package io.mistnet.node.casework;

import io.mistnet.node.access.Permission;
import io.mistnet.node.access.Person;
import io.mistnet.node.access.User;
import io.mistnet.node.casework.Problem.Kind;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who works on a case. Its owner lets others in, and hands it over; where the owner is gone, a supervisor does. Thread-safe; calls block. */
public final class CaseTeam {

    private final CaseStore store;

    public CaseTeam(CaseStore store) {
        this.store = store;
    }

    /** Those who work on it beside the owner. */
    public List<Person> members(long id) {
        return store.read(handle -> handle.createQuery("""
                        SELECT p.id AS person_id, p.name AS person_name
                        FROM case_member m JOIN case_person p ON p.id = m.person_id
                        WHERE m.case_id = :case ORDER BY p.name, p.id
                        """)
                .bind("case", id)
                .map((row, context) -> People.person(row, "person"))
                .list());
    }

    /** Lets somebody work on the case. */
    public void add(User by, long id, Optional<String> person) {
        change(by, id, handle -> {
            Person member = required(handle, person);
            if (handle.createUpdate(
                                    "INSERT INTO case_member (case_id, person_id) VALUES (:case, :person) ON CONFLICT DO NOTHING")
                            .bind("case", id)
                            .bind("person", member.id())
                            .execute()
                    > 0) {
                store.note(handle, id, by, CaseEvent.Kind.MEMBER_ADDED, member.name());
            }
        });
    }

    /** Ends that somebody works on the case. */
    public void remove(User by, long id, Optional<String> person) {
        change(by, id, handle -> {
            Person member = required(handle, person);
            if (handle.createUpdate("DELETE FROM case_member WHERE case_id = :case AND person_id = :person")
                            .bind("case", id)
                            .bind("person", member.id())
                            .execute()
                    > 0) {
                store.note(handle, id, by, CaseEvent.Kind.MEMBER_REMOVED, member.name());
            }
        });
    }

    /**
     * Makes somebody else the owner; the one before works on it no more unless they are let in.
     *
     * @throws StaleException where somebody else changed the case since
     */
    public void handOver(User by, long id, long version, Optional<String> person) {
        change(by, id, handle -> {
            Person owner = required(handle, person);
            CaseStore.requireCurrent(
                    "case",
                    handle.createUpdate(
                                    "UPDATE case_file SET owner_id = :owner, version = version + 1 WHERE id = :id AND version = :version")
                            .bind("owner", owner.id())
                            .bind("id", id)
                            .bind("version", version)
                            .execute());
            store.note(handle, id, by, CaseEvent.Kind.OWNER_CHANGED, owner.name());
        });
    }

    /** Whether they may say who works on it. */
    public static boolean mayChange(User user, CaseFile file) {
        return user.may(Permission.APPROVE)
                || user.may(Permission.LOOK_UP) && file.owner().id().equals(user.id());
    }

    private interface Work {

        void on(Handle handle);
    }

    private void change(User by, long id, Work work) {
        Permission permission = by.may(Permission.APPROVE) ? Permission.APPROVE : Permission.LOOK_UP;
        store.change(by, permission, handle -> {
            if (!mayChange(by, CaseRows.require(handle, id))) {
                throw new NotAllowedException(NotAllowedException.Reason.NOT_YOUR_CASE);
            }
            work.on(handle);
            return id;
        });
    }

    private static Person required(Handle handle, Optional<String> person) {
        String id = person.orElseThrow(() -> UnfitEntryException.of(Field.MEMBER, Kind.MISSING));
        return handle.createQuery("SELECT id, name FROM case_person WHERE id = :id")
                .bind("id", id.replace("\0", ""))
                .map((row, context) -> new Person(row.getString("id"), row.getString("name")))
                .findOne()
                .orElseThrow(() -> UnfitEntryException.of(Field.MEMBER, Kind.UNKNOWN));
    }
}
