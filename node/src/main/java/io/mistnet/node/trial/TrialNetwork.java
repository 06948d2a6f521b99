package io.mistnet.node.trial;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import io.mistnet.node.config.Address;
import io.mistnet.node.config.ConfigFileException;
import io.mistnet.node.config.KeysRead;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.KeyGeneration;
import io.mistnet.node.identity.KeyMaterial;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.InstitutionText;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.NetworkFile;
import io.mistnet.node.network.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network for a trial on this machine, complete with everybody's private keys: never for real data.
 *
 * @param plan who takes part
 * @param networkFile the text of its network file
 * @param network what the file says
 * @param keys everybody's keys, by id
 * @param supervisors the keys of the supervisors of those that ask lookups, by the institution's id
 */
public record TrialNetwork(
        TrialPlan plan,
        String networkFile,
        Network network,
        Map<String, KeyMaterial> keys,
        Map<String, SupervisorKey> supervisors) {

    /** Makes keys for all, and the network file. */
    public static TrialNetwork generate(TrialPlan plan, KeyGeneration generation) throws GeneralSecurityException {
        Map<String, KeyMaterial> keys = new LinkedHashMap<>();
        Map<String, SupervisorKey> supervisors = new LinkedHashMap<>();
        List<String> entries = new ArrayList<>();
        for (TrialPlan.Member member : plan.members()) {
            KeyMaterial material = generation.generate(member.id());
            keys.put(member.id(), material);
            if (plan.lookup().isPresent() && member.asksLookups()) {
                supervisors.put(member.id(), generation.supervisor(member.id()));
            }
            entries.add(InstitutionText.of(
                    institution(plan, member, material, Optional.ofNullable(supervisors.get(member.id())))));
        }
        String file = text(plan.name(), plan.lookup(), String.join("\n", entries));
        NetworkFile read = NetworkFile.inspect(file.getBytes(StandardCharsets.UTF_8), "network.conf");
        Network network = read.network().orElseThrow(() -> new ConfigFileException(read.problems()));
        return new TrialNetwork(plan, file, network, keys, supervisors);
    }

    /**
     * A network file with every key there is, each with its comment. It describes no network: the keys of its one institution are none.
     *
     * @param keys is told of every key that the code reads
     */
    public static ConfigObject reference(KeysRead keys) {
        String file = text("trial", Optional.of(TrialLookup.plan(100_000, 64)), template("institution.conf"));
        NetworkFile.inspect(file.getBytes(StandardCharsets.UTF_8), "network.conf", keys);
        return ConfigFactory.parseString(file).root();
    }

    private static String text(String name, Optional<TrialLookup> lookup, String institutions) {
        return template("network.conf")
                .replace("@name@", name)
                .replace("@lookup@", lookup.map(TrialNetwork::section).orElse(""))
                .replace("@institutions@", institutions);
    }

    /** The keys of the institution with this id, in use. */
    public Identity identity(String id) throws GeneralSecurityException {
        KeyMaterial material = keys.get(id);
        if (material == null) {
            throw new IllegalArgumentException("no institution " + id + " in this trial");
        }
        return material.identity();
    }

    private static Institution institution(
            TrialPlan plan, TrialPlan.Member member, KeyMaterial material, Optional<SupervisorKey> supervisor)
            throws GeneralSecurityException {
        boolean computes = member.roles().contains(Role.COMPUTE);
        String host = plan.host(member.id());
        return new Institution(
                member.id(),
                member.name(),
                member.bic().stream().toList(),
                member.roles(),
                member.party(),
                address(computes, host, member.firstPort()),
                address(computes, host, member.firstPort() + 1),
                address(member.answersLookups(), host, member.lookupPort()),
                material.identity().publicKeys(),
                supervisor.map(SupervisorKey::publicKey));
    }

    private static Optional<Address> address(boolean listens, String host, int port) {
        return listens ? Optional.of(new Address(host, port)) : Optional.empty();
    }

    private static String section(TrialLookup lookup) {
        String text = template("lookup.conf");
        for (Map.Entry<String, Integer> value : lookup.placeholders().entrySet()) {
            text = text.replace("@" + value.getKey() + "@", String.valueOf(value.getValue()));
        }
        return text;
    }

    private static String template(String name) {
        try (InputStream stream = TrialNetwork.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource %s is missing from this build".formatted(name));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the resource %s cannot be read".formatted(name), e);
        }
    }
}
