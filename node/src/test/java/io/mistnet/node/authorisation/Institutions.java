package io.mistnet.node.authorisation;

import io.mistnet.node.identity.Identity;
import io.mistnet.node.identity.KeyGeneration;
import io.mistnet.node.identity.SupervisorKey;
import io.mistnet.node.network.Network;
import io.mistnet.node.network.SigningKey;
import io.mistnet.node.trial.TrialNetwork;
import io.mistnet.node.trial.Trials;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A network whose institutions bank-1 and bank-2 have supervisors; bank-3 has none. */
final class Institutions implements SignatoryKeys {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final int FOUR_EYES_ABOVE = 100;
    static final int PER_DAY = 10_000;

    private final TrialNetwork trial = Trials.ofBanks(3);
    private final KeyGeneration generation =
            new KeyGeneration(new SecureRandom(), Clock.systemUTC(), Duration.ofDays(30));
    private final Map<String, SigningKey> listed = new HashMap<>();
    private final Map<String, SupervisorKey> supervisors = Map.of(
            "bank-1", generation.supervisor("bank-1"),
            "bank-2", generation.supervisor("bank-2"));

    Institutions() throws GeneralSecurityException {
        supervisors.forEach((id, supervisor) -> listed.put(id, supervisor.publicKey()));
    }

    Network network() {
        return trial.network();
    }

    TrialNetwork trial() {
        return trial;
    }

    Identity identity(String id) throws GeneralSecurityException {
        return trial.identity(id);
    }

    SupervisorKey supervisor(int bank) {
        return supervisors.get("bank-" + bank);
    }

    /** A network file that lists another supervisor key for an institution. */
    void list(String id, SigningKey supervisor) {
        listed.put(id, supervisor);
    }

    AuthorisationTerms terms() {
        return new AuthorisationTerms(network().hash(), Duration.ofDays(7), FOUR_EYES_ABOVE, PER_DAY);
    }

    /** Of bank-1, for case "2026-17", to ask; valid for a day. */
    Authorisation statement(long quota, int serial) {
        return statement("2026-17", quota, serial);
    }

    Authorisation statement(String caseReference, long quota, int serial) {
        return new Authorisation(
                network().hash(),
                "bank-1",
                caseReference,
                "Money Laundering Act, section 11a",
                Purpose.ASK,
                NOW.plus(Duration.ofDays(1)),
                quota,
                new Serial("%032x".formatted(serial)));
    }

    SignedAuthorisation signed(Authorisation authorisation) throws GeneralSecurityException {
        return new SignedAuthorisation(authorisation, own("bank-1", authorisation), Optional.empty());
    }

    SignedAuthorisation approved(Authorisation authorisation) throws GeneralSecurityException {
        return new SignedAuthorisation(
                authorisation,
                own("bank-1", authorisation),
                Optional.of(Signature.approving(authorisation, supervisor(1))));
    }

    Signature own(String id, Authorisation authorisation) throws GeneralSecurityException {
        return Signature.of(identity(id).sign(AuthorisationCodec.statement(authorisation)));
    }

    @Override
    public Optional<SigningKey> institution(String id) {
        return network().find(id).map(institution -> institution.keys().signing());
    }

    @Override
    public Optional<SigningKey> supervisor(String id) {
        return Optional.ofNullable(listed.get(id));
    }
}
