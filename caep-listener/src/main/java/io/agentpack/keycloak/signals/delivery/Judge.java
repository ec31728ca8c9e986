package io.agentpack.keycloak.signals.delivery;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Reads answers: tries again only where the failure may clear by itself (RFC 8935 sections 2.4, 3 and 4). */
final class Judge {
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> CLEARS = Set.of(401, 403, 408, 425, 429);
    private static final Set<String> PERMANENT =
            Set.of("invalid_request", "invalid_issuer", "invalid_audience", "invalid_state");
    private static final Set<String> MAY_CLEAR = Set.of("authentication_failed", "access_denied");
    /** The receiver may only have to fetch the realm's keys again, once. */
    private static final String KEY_UNKNOWN = "invalid_key";

    private Judge() {}

    /** @param before attempts before this one */
    static Verdict of(Answer answer, int before) {
        int status = answer.status();
        String error = "HTTP " + status;
        if (status == 202) {
            return new Verdict.Accepted(Optional.empty());
        }
        if (status / 100 == 2) {
            return new Verdict.Accepted(Optional.of(error + " where RFC 8935 wants 202"));
        }
        if (status == 400) {
            return rejected(errorCode(answer.body()), before);
        }
        if (CLEARS.contains(status) || status / 100 == 5) {
            return new Verdict.Retry(error, wait(answer));
        }
        return new Verdict.Dead(status / 100 == 3 ? error + ": redirects are not followed" : error);
    }

    private static Verdict rejected(String code, int before) {
        if (MAY_CLEAR.contains(code) || (KEY_UNKNOWN.equals(code) && before == 0)) {
            return new Verdict.Retry("HTTP 400 " + code);
        }
        boolean known = PERMANENT.contains(code) || KEY_UNKNOWN.equals(code);
        return new Verdict.Dead("HTTP 400 " + (known ? code : "with no known error code"));
    }

    private static String errorCode(String body) {
        try {
            return JSON.readTree(body).path("err").asText("");
        } catch (IOException e) {
            return "";
        }
    }

    /** {@code Retry-After} in seconds; dates are ignored, since clocks differ. */
    private static Optional<Duration> wait(Answer answer) {
        return answer.retryAfter()
                .map(String::trim)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }
}
