package io.mistnet.node.access.oidc;

import io.mistnet.node.access.UserRole;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a provider says what a user is: a claim with names, each of which may be a role here.
 *
 * @param claim the claim; with dots, the way through objects, such as {@code realm_access.roles}. Its value is a list of names, or one name
 * @param names the names that stand for each role
 */
public record RoleMapping(String claim, Map<UserRole, Set<String>> names) {

    public RoleMapping {
        names = names.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    /**
     * What a provider says that a user is.
     *
     * @param roles the roles that its names stand for
     * @param unknown names that stand for none
     */
    public record Granted(Set<UserRole> roles, List<String> unknown) {}

    /** What these claims grant. */
    Granted granted(Map<String, Object> claims) {
        Set<String> given = given(claims);
        Set<UserRole> roles = EnumSet.noneOf(UserRole.class);
        names.forEach((role, known) -> {
            if (known.stream().anyMatch(given::contains)) {
                roles.add(role);
            }
        });
        List<String> unknown = given.stream()
                .filter(name -> names.values().stream().noneMatch(known -> known.contains(name)))
                .toList();
        return new Granted(roles, unknown);
    }

    /** All names that stand for a role, sorted. */
    public List<String> known() {
        return names.values().stream().flatMap(Set::stream).distinct().sorted().toList();
    }

    private Set<String> given(Map<String, Object> claims) {
        Object value =
                claims.containsKey(claim) ? claims.get(claim) : at(claims, Arrays.asList(claim.split("\\.", -1)));
        if (value instanceof String name) {
            return Set.of(name);
        }
        if (value instanceof Collection<?> many) {
            return many.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
        return Set.of();
    }

    private static @Nullable Object at(Object value, List<String> path) {
        Object here = value;
        for (String key : path) {
            if (!(here instanceof Map<?, ?> object)) {
                return null;
            }
            here = object.get(key);
        }
        return here;
    }
}
