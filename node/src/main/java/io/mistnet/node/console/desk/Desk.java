package io.mistnet.node.console.desk;

import io.mistnet.node.access.Permission;
import io.mistnet.node.access.Person;
import io.mistnet.node.access.User;
import io.mistnet.node.alert.AccountTransfers;
import io.mistnet.node.alert.AlertCounter;
import io.mistnet.node.alert.AlertPeople;
import io.mistnet.node.alert.AlertQueue;
import io.mistnet.node.alert.AlertRepository;
import io.mistnet.node.alert.AlertWork;
import io.mistnet.node.alert.FeedbackLog;
import io.mistnet.node.alert.OwnTransfers;
import io.mistnet.node.alert.export.ReportingEntity;
import io.mistnet.node.console.Visit;
import io.mistnet.node.relational.RelationalDatabase;
import java.time.InstantSource;

/**
 * What the pages are made from.
 *
 * @param queue alerts page by page
 * @param alerts alerts and accounts one by one
 * @param work what analysts do
 * @param counter how many alerts there are
 * @param people who works alerts
 * @param transfers what the bank knows of an account
 * @param feedback what closed alerts say of the rules
 * @param entity the bank
 * @param clock the time
 */
public record Desk(
        AlertQueue queue,
        AlertRepository alerts,
        AlertWork work,
        AlertCounter counter,
        AlertPeople people,
        AccountTransfers transfers,
        FeedbackLog feedback,
        ReportingEntity entity,
        InstantSource clock) {

    private static final int MOST_ID_CHARACTERS = 128;

    /** A desk over the tables of a database. */
    public static Desk over(
            RelationalDatabase database, OwnTransfers window, ReportingEntity entity, InstantSource clock) {
        AlertRepository alerts = new AlertRepository(database);
        AlertCounter counter = new AlertCounter(database, clock);
        return new Desk(
                new AlertQueue(database),
                alerts,
                new AlertWork(database, clock, counter),
                counter,
                new AlertPeople(database),
                new AccountTransfers(window, alerts),
                new FeedbackLog(database),
                entity,
                clock);
    }

    /** Whether a text may be the id of a person: others are not looked for. */
    static boolean mayBeId(String text) {
        return text.length() <= MOST_ID_CHARACTERS && text.chars().noneMatch(Character::isISOControl);
    }

    /** The visitor as a person who works alerts. */
    static Person person(Visit visit) {
        User user = visit.user();
        return new Person(user.id(), user.name());
    }

    /** Remembers a visitor who may work alerts, so that others can give them some. */
    void remember(Visit visit) {
        if (visit.may(Permission.WORK_ALERTS)) {
            people.saw(person(visit));
        }
    }
}
