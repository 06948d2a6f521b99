package io.mistnet.simulator.demo;

import io.mistnet.node.access.UserRole;
import io.mistnet.node.access.local.AccountName;
import io.mistnet.node.access.local.LocalAccounts;
import io.mistnet.node.access.local.NewPassword;
import io.mistnet.node.relational.DatabaseSettings;
import io.mistnet.node.relational.RelationalDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes the accounts of the people at the institutions of a demonstration, before their nodes start. */
public final class DemoPeople {

    private static final int PASSWORD_BYTES = 12;
    private static final Map<String, UserRole> AT_A_BANK = Map.of(
            "analyst", UserRole.ANALYST,
            "colleague", UserRole.ANALYST,
            "auditor", UserRole.AUDITOR);
    private static final Map<String, UserRole> AT_AN_AGENCY = Map.of(
            "investigator", UserRole.INVESTIGATOR,
            "supervisor", UserRole.SUPERVISOR,
            "auditor", UserRole.AUDITOR);

    private final SecureRandom random;
    private final String password;

    public DemoPeople(SecureRandom random) {
        this.random = random;
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        this.password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Everybody's password: new for each demonstration. */
    public String password() {
        return password;
    }

    /** @return the accounts' names */
    List<String> atBank(Path nodeFolder) throws IOException {
        return add(nodeFolder, AT_A_BANK);
    }

    /** @return the accounts' names */
    List<String> atAgency(Path nodeFolder) throws IOException {
        return add(nodeFolder, AT_AN_AGENCY);
    }

    /**
     * Others.
     *
     * @param nodeFolder the institution's
     * @param roles by the name to sign in with
     * @return the accounts' names
     */
    public List<String> add(Path nodeFolder, Map<String, UserRole> roles) throws IOException {
        Path data = Files.createDirectories(nodeFolder.resolve("data"));
        try (RelationalDatabase database = RelationalDatabase.open(DatabaseSettings.embedded(data))) {
            LocalAccounts accounts = new LocalAccounts(database, InstantSource.system(), random);
            new TreeMap<>(roles).forEach((name, role) -> {
                AccountName account = new AccountName(name);
                accounts.add(account, name, Set.of(role), NewPassword.of(password.toCharArray(), account));
            });
        }
        return roles.keySet().stream().sorted().toList();
    }
}
