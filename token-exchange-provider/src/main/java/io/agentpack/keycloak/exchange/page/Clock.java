package io.agentpack.keycloak.exchange.page;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.stream.Stream;

/** Tells time to one reader. A server doesn't know a browser's zone: it is the one in the person's profile, else UTC, and always named. */
public final class Clock {
    private static final ZoneId UTC = ZoneId.of("UTC"); // its name is what people read; that of the offset is "Z"

    /** Continents and places; the rest is abbreviations and settings of administrators. */
    private static final List<String> ZONES = Stream.concat(
                    Stream.of(UTC.getId()),
                    ZoneId.getAvailableZoneIds().stream()
                            .filter(name -> name.matches(
                                    "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+")))
            .sorted()
            .toList();

    private final Words words;
    private final ZoneId zone;
    private final Instant now;

    /** @param zone name of a time zone as in the OpenID claim {@code zoneinfo}; may be null or nonsense */
    public Clock(Words words, String zone, Instant now) {
        this.words = words;
        this.zone = zoneOf(zone);
        this.now = now;
    }

    /** Zones that a person can choose, in alphabetical order. */
    public static List<String> zones() {
        return ZONES;
    }

    /** Name of the zone that time is told in. */
    public String zone() {
        return zone.getId();
    }

    public Instant now() {
        return now;
    }

    public Moment moment(Instant at) {
        DateTimeFormatter exact = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(words.locale())
                .withZone(zone);
        String zoneName = DateTimeFormatter.ofPattern("zzz", words.locale())
                .withZone(zone)
                .format(at);
        return new Moment(at.toString(), relative(at), exact.format(at) + " " + zoneName);
    }

    private String relative(Instant at) {
        boolean ahead = at.isAfter(now);
        long minutes = Duration.between(now, at).abs().toMinutes();
        if (minutes < 120) {
            return words.say(ahead ? "agentsMyInMinutes" : "agentsMyMinutesAgo", minutes);
        }
        long hours = minutes / 60;
        if (hours < 48) {
            return words.say(ahead ? "agentsMyInHours" : "agentsMyHoursAgo", hours);
        }
        return words.say(ahead ? "agentsMyInDays" : "agentsMyDaysAgo", hours / 24);
    }

    private static ZoneId zoneOf(String name) {
        try {
            return name == null ? UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return UTC;
        }
    }
}
