package io.mistnet.simulator.economy;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * People, firms, shops, landlords and employers with accounts at several banks, and the mules among them.
 *
 * <p>Accounts are numbered from 0. Numbers from {@link #accounts()} on are accounts outside the network, where money leaves it. Nothing is stored per transfer: they are
 * made day by day.
 */
public final class Economy {

    private final EconomyParameters parameters;
    private final Banks banks;
    private final Population population;
    private final List<Scheme> schemes;
    private final BitSet illicit = new BitSet();

    /** @throws IllegalArgumentException where there are too few people for the wanted number of mules */
    public Economy(EconomyParameters parameters) {
        this.parameters = parameters;
        banks = new Banks(parameters.banks());
        population = new Population(parameters, banks);
        schemes = List.copyOf(new SchemePlanner(parameters, population).plan());
        schemes.forEach(s -> s.mules().forEach(illicit::set));
    }

    public EconomyParameters parameters() {
        return parameters;
    }

    public int accounts() {
        return population.accounts();
    }

    /** The bank of an account, from 0; {@code parameters().banks()} for accounts outside the network. */
    public int bank(int account) {
        return population.bank(account);
    }

    /** The BIC of a bank, from 0; with {@code parameters().banks()} that of a bank outside the network. */
    public String bic(int bank) {
        return banks.bic(bank);
    }

    /** The IBAN of an account, in the network or outside. */
    public String iban(int account) {
        return banks.iban(bank(account), account);
    }

    /** Whether the account is a mule's. */
    public boolean illicit(int account) {
        return illicit.get(account);
    }

    public List<Scheme> schemes() {
        return schemes;
    }

    /** A fresh view of the banks' own rules, to be fed with {@link #transfers}. */
    public OwnView ownView() {
        return new OwnView(this, parameters.seed());
    }

    /** Gives out all transfers in the order of time. Every call gives the same. */
    public void transfers(Consumer<EconomyTransfer> sink) {
        StandingOrders orders = new StandingOrders(parameters, population);
        DailyTraffic traffic = new DailyTraffic(parameters, population);
        List<EconomyTransfer> planned = schemes.stream()
                .flatMap(s -> s.transfers().stream())
                .sorted(Comparator.comparingLong(EconomyTransfer::second))
                .toList();
        int next = 0;
        long daily = Math.max(0, parameters.transfers() - orders.total() - planned.size());
        TransferBuffer buffer = new TransferBuffer();
        for (int day = 0; day < parameters.days(); day++) {
            orders.addDay(day, buffer);
            while (next < planned.size() && planned.get(next).second() < (day + 1) * 86_400L) {
                buffer.add(planned.get(next++));
            }
            traffic.addDay(day, (int) (upTo(day + 1, daily) - upTo(day, daily)), buffer);
            buffer.forEachInTime(sink);
            buffer.clear();
        }
    }

    private long upTo(int day, long daily) {
        return daily * day / parameters.days();
    }
}
