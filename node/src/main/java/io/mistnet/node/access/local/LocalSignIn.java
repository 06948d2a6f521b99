package io.mistnet.node.access.local;

import io.mistnet.node.access.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signs users in by name and password. A name without an account takes as long, and is answered with the same, as a wrong password. Each check takes 19 MiB while it runs: whoever calls bounds how many do. Thread-safe; calls
 * block.
 */
public final class LocalSignIn {

    private final LocalAccounts accounts;
    private final LockOut lockOut;
    private final Argon2Hash nobody;

    public LocalSignIn(LocalAccounts accounts, InstantSource clock, SecureRandom random) {
        this.accounts = accounts;
        this.lockOut = new LockOut(clock);
        this.nobody = Argon2Hash.of("the password of nobody".toCharArray(), random);
    }

    /** How an attempt ended. */
    public sealed interface Outcome permits SignedIn, Wrong, Locked {}

    /** It was right. */
    public record SignedIn(User user) implements Outcome {}

    /**
     * Name or password is wrong.
     *
     * @param account the account that it was tried on; empty where there is none with this name. For the log alone
     */
    public record Wrong(Optional<AccountName> account) implements Outcome {}

    /**
     * There were too many wrong passwords for this name, whether it has an account or not.
     *
     * @param until when it may be tried again
     * @param account as in {@link Wrong}
     */
    public record Locked(Instant until, Optional<AccountName> account) implements Outcome {}

    /** Tries to sign somebody in. */
    public Outcome signIn(String typedName, String password) {
        Optional<AccountName> name = name(typedName);
        Optional<LocalAccounts.Stored> stored = name.flatMap(accounts::find);
        Optional<AccountName> account = stored.map(found -> found.account().name());
        Optional<Instant> locked = name.flatMap(lockOut::attempt);
        if (locked.isPresent()) {
            return new Locked(locked.get(), account);
        }
        Argon2Hash expected = stored.map(LocalAccounts.Stored::password).orElse(nobody);
        boolean matches = password.length() <= NewPassword.MOST && expected.matches(password.toCharArray());
        if (!matches || stored.isEmpty()) {
            return new Wrong(account);
        }
        name.ifPresent(lockOut::right);
        return new SignedIn(stored.get().account().user());
    }

    private static Optional<AccountName> name(String typed) {
        try {
            return Optional.of(new AccountName(typed));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
