package io.mistnet.node.casework;

import io.mistnet.node.access.Person;
import io.mistnet.node.access.User;
import io.mistnet.node.relational.RelationalDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** Those who work with cases, by the names that they had when they were last here. Thread-safe. */
public final class People {

    private static final int MOST = 1_000;

    private final RelationalDatabase database;
    private final Map<String, String> met = new ConcurrentHashMap<>();

    public People(RelationalDatabase database) {
        this.database = database;
    }

    /** Notes that somebody is here, so that others can name them. */
    public void meet(User user) {
        if (!user.name().equals(met.get(user.id()))) {
            database.inTransaction(handle -> keep(handle, user));
            met.put(user.id(), user.name());
        }
    }

    /** All who were here, by name. */
    public List<Person> all() {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT id, name FROM case_person ORDER BY name, id LIMIT :most")
                        .bind("most", MOST)
                        .map((row, context) -> new Person(row.getString("id"), row.getString("name")))
                        .list());
    }

    private static int keep(Handle handle, User user) {
        int changed = handle.createUpdate("UPDATE case_person SET name = :name WHERE id = :id")
                .bind("id", user.id())
                .bind("name", user.name())
                .execute();
        return changed > 0
                ? changed
                : handle.createUpdate("INSERT INTO case_person (id, name) VALUES (:id, :name) ON CONFLICT DO NOTHING")
                        .bind("id", user.id())
                        .bind("name", user.name())
                        .execute();
    }

    /** A person whose columns begin with this prefix. */
    static Person person(ResultSet row, String prefix) throws SQLException {
        return new Person(row.getString(prefix + "_id"), row.getString(prefix + "_name"));
    }
}
