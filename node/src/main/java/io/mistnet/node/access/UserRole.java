package io.mistnet.node.access;

import static io.mistnet.node.access.Permission.APPROVE;
import static io.mistnet.node.access.Permission.LOOK_UP;
import static io.mistnet.node.access.Permission.OPERATE;
import static io.mistnet.node.access.Permission.READ_ALERTS;
import static io.mistnet.node.access.Permission.READ_AUDIT;
import static io.mistnet.node.access.Permission.READ_CASES;
import static io.mistnet.node.access.Permission.WORK_ALERTS;

import java.util.Locale;
import java.util.Set;

/** What somebody is in the institution. A user may be several. */
public enum UserRole {
    /** Looks selectors up, in cases. */
    INVESTIGATOR(LOOK_UP, READ_CASES),
    /** Approves bulk lookups, and sees what investigators and analysts do. */
    SUPERVISOR(APPROVE, READ_CASES, READ_ALERTS, READ_AUDIT),
    /** Reads everything, changes nothing. */
    AUDITOR(READ_CASES, READ_ALERTS, READ_AUDIT, OPERATE),
    /** Works a bank's alerts. */
    ANALYST(READ_ALERTS, WORK_ALERTS),
    /** Runs the node. */
    OPERATOR(OPERATE);

    private final Set<Permission> permissions;

    UserRole(Permission... permissions) {
        this.permissions = Set.of(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** As configuration and providers write it: {@code investigator}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
