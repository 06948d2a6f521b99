package io.mistnet.simulator.network;

import io.mistnet.protocols.channel.Channel;
import io.mistnet.protocols.sharing.Party;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All links of one epoch: from every bank to every compute party, and between the compute parties. */
final class Wiring {

    private final Links.Link[][] dealing;
    private final List<Map<Party, Channel>> peers = new ArrayList<>();

    /** @param meters put onto every link */
    Wiring(Links links, int banks, Meters meters) {
        Party[] parties = Party.values();
        dealing = new Links.Link[banks][parties.length];
        for (int bank = 0; bank < banks; bank++) {
            for (Party party : parties) {
                dealing[bank][party.ordinal()] = meters.onto(links.dealing(bank, party), bankName(bank), party.name());
            }
        }
        Arrays.stream(parties).forEach(party -> peers.add(new EnumMap<>(Party.class)));
        for (Party one : parties) {
            for (Party other : Arrays.copyOfRange(parties, one.ordinal() + 1, parties.length)) {
                Links.Link link = meters.onto(links.computing(one, other), one.name(), other.name());
                peers.get(one.ordinal()).put(other, link.first());
                peers.get(other.ordinal()).put(one, link.second());
            }
        }
    }

    /** The bank's end of its link to a party. */
    Channel bankEnd(int bank, Party party) {
        return dealing[bank][party.ordinal()].first();
    }

    /** The party's end of its link to a bank. */
    Channel partyEnd(int bank, Party party) {
        return dealing[bank][party.ordinal()].second();
    }

    /** A party's ends of its links to the two others. */
    Map<Party, Channel> peers(Party party) {
        return peers.get(party.ordinal());
    }

    private static String bankName(int bank) {
        return "bank " + bank;
    }
}
