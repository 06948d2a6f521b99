package io.mistnet.connectors.pacs008;

import com.prowidesoftware.swift.model.mx.adapters.IsoDateAdapter;
import com.prowidesoftware.swift.model.mx.adapters.IsoDateTimeAdapter;
import com.prowidesoftware.swift.model.mx.adapters.IsoTimeAdapter;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.function.Function;

/**
 * Dates and times of XML Schema for Prowide's model. What cannot be read is an error, where the model's own adapters would leave the field
 * empty; a time without an offset is UTC, whatever the machine's zone.
 */
final class IsoTimes {

    private IsoTimes() {}

    static void install(Unmarshaller unmarshaller) {
        unmarshaller.setAdapter(
                new IsoDateAdapter(reading(text -> DateTimeFormatter.ISO_DATE.parse(text, LocalDate::from))));
        unmarshaller.setAdapter(new IsoDateTimeAdapter(reading(IsoTimes::dateTime)));
        unmarshaller.setAdapter(new IsoTimeAdapter(reading(IsoTimes::time)));
    }

    private static OffsetDateTime dateTime(String text) {
        TemporalAccessor read =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return read instanceof LocalDateTime local ? local.atOffset(ZoneOffset.UTC) : (OffsetDateTime) read;
    }

    private static OffsetTime time(String text) {
        TemporalAccessor read = DateTimeFormatter.ISO_TIME.parseBest(text, OffsetTime::from, LocalTime::from);
        return read instanceof LocalTime local ? local.atOffset(ZoneOffset.UTC) : (OffsetTime) read;
    }

    private static <T> XmlAdapter<String, T> reading(Function<String, T> parse) {
        return new XmlAdapter<>() {
            @Override
            public T unmarshal(String text) {
                return parse.apply(text.strip());
            }

            @Override
            public String marshal(T value) {
                return value.toString();
            }
        };
    }
}
