package io.mistnet.node.alert;

import io.mistnet.node.access.Person;
import io.mistnet.node.relational.RelationalDatabase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Those who work alerts: everybody who may, from their first look at the queue on. Safe for any thread. */
public final class AlertPeople {

    private static final int MOST = 500;

    private final RelationalDatabase database;
    private final Map<String, String> seen = new ConcurrentHashMap<>();

    public AlertPeople(RelationalDatabase database) {
        this.database = database;
    }

    /** Remembers somebody who may work alerts, and how they are called now. */
    public void saw(Person person) {
        if (person.name().equals(seen.get(person.id()))) {
            return;
        }
        database.inTransaction(handle -> {
            write(handle, person);
            return person;
        });
        seen.put(person.id(), person.name());
    }

    /** Everybody, by name. */
    public List<Person> all() {
        return database.inTransaction(handle -> {
            try (Query query = handle.createQuery("SELECT id, name FROM alert_people ORDER BY name, id LIMIT :most")) {
                return query.bind("most", MOST)
                        .map((row, context) -> new Person(row.getString("id"), row.getString("name")))
                        .list();
            }
        });
    }

    /** The person with this id; empty where nobody with it works alerts. */
    public Optional<Person> find(String id) {
        return database.inTransaction(handle -> {
            try (Query query = handle.createQuery("SELECT id, name FROM alert_people WHERE id = :id")) {
                return query.bind("id", id)
                        .map((row, context) -> new Person(row.getString("id"), row.getString("name")))
                        .findOne();
            }
        });
    }

    private static void write(Handle handle, Person person) {
        try (Update update = handle.createUpdate("UPDATE alert_people SET name = :name WHERE id = :id");
                Update insert = handle.createUpdate(
                        "INSERT INTO alert_people (id, name) VALUES (:id, :name) ON CONFLICT DO NOTHING")) {
            update.bind("id", person.id()).bind("name", person.name()).execute();
            insert.bind("id", person.id()).bind("name", person.name()).execute();
        }
    }
}
