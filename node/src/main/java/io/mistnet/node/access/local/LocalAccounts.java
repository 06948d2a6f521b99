package io.mistnet.node.access.local;

import io.mistnet.node.access.Standing;
import io.mistnet.node.access.User;
import io.mistnet.node.access.UserRole;
import io.mistnet.node.relational.RelationalDatabase;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The accounts of an institution that has no provider. Thread-safe; calls block. */
public final class LocalAccounts implements Standing {

    private static final String COLUMNS = "name, display_name, roles, created, password_changed, password_hash";

    private final RelationalDatabase database;
    private final InstantSource clock;
    private final SecureRandom random;

    public LocalAccounts(RelationalDatabase database, InstantSource clock, SecureRandom random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    /** An account with what is kept of its password. */
    record Stored(LocalAccount account, Argon2Hash password) {}

    /**
     * Makes an account.
     *
     * @return whether it was made; false where there is one with this name
     */
    public boolean add(AccountName name, String displayName, Set<UserRole> roles, NewPassword password) {
        new User(name.text(), displayName, roles);
        String hash = Argon2Hash.of(password.characters(), random).text();
        OffsetDateTime now = now();
        return database.inTransaction(handle -> find(handle, name).isEmpty()
                && handle.createUpdate("""
                                INSERT INTO local_account (name, display_name, roles, password_hash, created, password_changed, version)
                                VALUES (:name, :displayName, :roles, :hash, :now, :now, 1)""")
                                .bind("name", name.text())
                                .bind("displayName", displayName)
                                .bind("roles", written(roles))
                                .bind("hash", hash)
                                .bind("now", now)
                                .execute()
                        == 1);
    }

    /**
     * Gives an account a new password. Its sessions end.
     *
     * @return whether there is such an account
     */
    public boolean changePassword(AccountName name, NewPassword password) {
        String hash = Argon2Hash.of(password.characters(), random).text();
        OffsetDateTime now = now();
        return database.inTransaction(handle -> handle.createUpdate(
                                "UPDATE local_account SET password_hash = :hash, password_changed = :now, version = version + 1 WHERE name = :name")
                        .bind("hash", hash)
                        .bind("now", now)
                        .bind("name", name.text())
                        .execute()
                == 1);
    }

    /**
     * Takes an account away. Its sessions end.
     *
     * @return whether there was one
     */
    public boolean remove(AccountName name) {
        return database.inTransaction(handle -> handle.createUpdate("DELETE FROM local_account WHERE name = :name")
                        .bind("name", name.text())
                        .execute()
                == 1);
    }

    /** All accounts, by name. */
    public List<LocalAccount> list() {
        return database.inTransaction(
                handle -> handle.createQuery("SELECT %s FROM local_account ORDER BY name".formatted(COLUMNS))
                        .map((row, context) -> stored(row).account())
                        .list());
    }

    Optional<Stored> find(AccountName name) {
        return database.inTransaction(handle -> find(handle, name));
    }

    /** Whether the account is there, with the same roles and name, and had its password before the user signed in. */
    @Override
    public boolean holds(User user, Instant since) {
        return find(new AccountName(user.id()))
                .filter(stored -> stored.account().user().equals(user))
                .filter(stored -> !stored.account().passwordChanged().isAfter(since))
                .isPresent();
    }

    private static Optional<Stored> find(Handle handle, AccountName name) {
        Query query = handle.createQuery("SELECT %s FROM local_account WHERE name = :name".formatted(COLUMNS))
                .bind("name", name.text());
        return query.map((row, context) -> stored(row)).findOne();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new LocalAccount(
                        new AccountName(row.getString("name")),
                        row.getString("display_name"),
                        read(row.getString("roles")),
                        row.getObject("created", OffsetDateTime.class).toInstant(),
                        row.getObject("password_changed", OffsetDateTime.class).toInstant()),
                new Argon2Hash(row.getString("password_hash")));
    }

    private static String written(Set<UserRole> roles) {
        return roles.stream().map(role -> role.id() + " ").sorted().collect(Collectors.joining());
    }

    /** Roles that this version does not know allow nothing. */
    private static Set<UserRole> read(String roles) {
        List<String> ids = Arrays.asList(roles.split(" "));
        return Arrays.stream(UserRole.values())
                .filter(role -> ids.contains(role.id()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Databases keep microseconds, and may round what is finer into the future. */
    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
