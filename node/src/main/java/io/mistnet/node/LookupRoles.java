package io.mistnet.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.mistnet.node.answering.DeskLimits;
import io.mistnet.node.audit.AuditLog;
import io.mistnet.node.authorisation.AuthorisationTerms;
import io.mistnet.node.authorisation.IssuingPolicy;
import io.mistnet.node.config.Address;
import io.mistnet.node.config.NodeConfig;
import io.mistnet.node.http.HealthCheck;
import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.Password;
import io.mistnet.node.lookup.AskerRole;
import io.mistnet.node.lookup.HostRole;
import io.mistnet.node.network.Institution;
import io.mistnet.node.network.LookupTerms;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.Role;
import io.mistnet.node.oprf.CeremonyTiming;
import io.mistnet.node.oprf.OprfRole;
import io.mistnet.node.peer.PinnedTls;
import io.mistnet.node.peer.Topology;
import io.mistnet.node.request.ClientSettings;
import io.mistnet.node.request.RequestClient;
import io.mistnet.node.request.RequestHandler;
import io.mistnet.node.request.RequestKind;
import io.mistnet.node.request.RequestListener;
import io.mistnet.node.request.RequestServer;
import io.mistnet.node.request.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parts that one institution has in the encrypted lookup: holder of the key, host, asker and contributor. */
final class LookupRoles {

    /** How this node issues authorisations that nobody approves. */
    private static final IssuingPolicy ISSUING = new IssuingPolicy(1_000, Duration.ofDays(1), 1_000);

    private final NodeConfig config;
    private final Network network;
    private final Institution own;
    private final Identity identity;
    private final InstantSource clock;
    private final Optional<AuditLog> audit;
    private final MeterRegistry meters;
    private final RequestListener requests;
    private final Resources resources;
    private final Map<RequestKind, RequestHandler> handlers = new EnumMap<>(RequestKind.class);
    private final List<HealthCheck> checks = new ArrayList<>();
    private Optional<AskerRole> asker = Optional.empty();

    LookupRoles(
            NodeConfig config,
            Network network,
            Identity identity,
            InstantSource clock,
            Optional<AuditLog> audit,
            MeterRegistry meters,
            RequestListener requests,
            Resources resources) {
        this.config = config;
        this.network = network;
        this.own = network.institution(identity.institution());
        this.identity = identity;
        this.clock = clock;
        this.audit = audit;
        this.meters = meters;
        this.requests = requests;
        this.resources = resources;
    }

    /** Whether an institution looks up and contributes. */
    static boolean asks(Network network, Institution institution) {
        return network.lookup().isPresent() && (institution.has(Role.AGENCY) || institution.has(Role.DATA));
    }

    /** Starts all that the network file gives this institution; nothing in a network without lookup. */
    void start(Topology topology, PinnedTls tls, Password password) throws IOException {
        if (network.lookup().isEmpty()) {
            return;
        }
        LookupTerms terms = network.lookup().get();
        Path folder = config.dataDirectory().resolve("lookup");
        RequestClient client = new RequestClient(topology, tls, ClientSettings.defaults(), meters, requests);
        resources.add("requests of the lookup", client);
        AuthorisationTerms authorisations = AuthorisationTerms.of(network);
        if (own.has(Role.HOST)) {
            openHost(folder, terms);
        }
        Optional<OprfRole> holder = Optional.empty();
        if (own.has(Role.OPRF)) {
            holder = Optional.of(openHolder(folder, password, authorisations, client));
        }
        if (asks(network, own)) {
            AskerRole role = new AskerRole(
                    network,
                    identity,
                    audit.orElseThrow(),
                    config.dataDirectory(),
                    authorisations,
                    ISSUING,
                    client,
                    meters,
                    clock);
            resources.add("lookups", role);
            asker = Optional.of(role);
        }
        if (!handlers.isEmpty()) {
            listen(topology, tls);
        }
        holder.ifPresent(OprfRole::start);
    }

    private void openHost(Path folder, LookupTerms terms) {
        NodeConfig.Lookup lookup = config.lookup();
        DeskLimits limits = DeskLimits.of(
                lookup.queue(), lookup.keyCacheBytes(), terms.quotas().queriesPerHour());
        HostRole host = new HostRole(network, identity, folder.resolve("records"), limits, clock, meters);
        resources.add("the intelligence database", host);
        handlers.putAll(host.handlers());
        checks.add(host.health());
    }

    private OprfRole openHolder(Path folder, Password password, AuthorisationTerms authorisations, RequestClient client)
            throws IOException {
        OprfRole holder = new OprfRole(
                network, identity, password, folder, authorisations, client, CeremonyTiming.defaults(), meters, clock);
        resources.add("the share of the lookup's key", holder);
        handlers.putAll(holder.handlers());
        checks.add(holder.health());
        return holder;
    }

    private void listen(Topology topology, PinnedTls tls) throws IOException {
        NodeConfig.Lookup lookup = config.lookup();
        Address address = lookup.listen().orElseGet(() -> own.lookup().orElseThrow());
        RequestServer server = new RequestServer(
                topology,
                tls,
                ServerSettings.of(lookup.threads(), lookup.queue()),
                address.resolve(),
                handlers,
                meters,
                requests);
        resources.add("the server of lookups", server);
    }

    /** Where this institution asks and contributes; empty where it does not. */
    Optional<AskerRole> asker() {
        return asker;
    }

    List<HealthCheck> checks() {
        return List.copyOf(checks);
    }
}
