package io.agentpack.keycloak.signals.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {
    @Test
    void acceptedIs202AndAnyOther2xxWithANote() {
        assertThat(judge(202)).isEqualTo(new Verdict.Accepted(Optional.empty()));
        assertThat(judge(200)).isEqualTo(new Verdict.Accepted(Optional.of("HTTP 200 where RFC 8935 wants 202")));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 425, 429, 500, 502, 503, 504})
    void whatMayClearIsTriedAgain(int status) {
        assertThat(judge(status)).isEqualTo(new Verdict.Retry("HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 404, 405, 410, 413, 415})
    void whatNeverClearsIsGivenUp(int status) {
        assertThat(judge(status)).isInstanceOf(Verdict.Dead.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_request", "invalid_issuer", "invalid_audience", "invalid_state"})
    void aRejectedTokenIsGivenUp(String code) {
        assertThat(rejected("{\"err\":\"" + code + "\",\"description\":\"<script>\"}", 0))
                .isEqualTo(new Verdict.Dead("HTTP 400 " + code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"authentication_failed", "access_denied"})
    void rejectedCredentialsAreTriedAgain(String code) {
        assertThat(rejected("{\"err\":\"" + code + "\"}", 3)).isEqualTo(new Verdict.Retry("HTTP 400 " + code));
    }

    @Test
    void anUnknownKeyIsTriedOnceMore() {
        assertThat(rejected("{\"err\":\"invalid_key\"}", 0)).isInstanceOf(Verdict.Retry.class);
        assertThat(rejected("{\"err\":\"invalid_key\"}", 1)).isEqualTo(new Verdict.Dead("HTTP 400 invalid_key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "{", "[]", "{\"err\":7}", "{\"err\":\"secret text of theirs\"}"})
    void whatAReceiverWritesNeverGetsIntoRecords(String body) {
        assertThat(rejected(body, 0)).isEqualTo(new Verdict.Dead("HTTP 400 with no known error code"));
    }

    @Test
    void retryAfterIsHonouredWithinBounds() {
        assertThat(busy("7")).isEqualTo(Optional.of(Duration.ofSeconds(7)));
        assertThat(busy("999999999")).isEqualTo(Optional.of(Judge.LONGEST_WAIT));
        assertThat(busy("-7")).isEmpty();
        assertThat(busy("99999999999999999999")).isEmpty();
        assertThat(busy("Mon, 23 Nov 2026 00:00:00 GMT")).isEmpty();
    }

    private static Verdict judge(int status) {
        return Judge.of(new Answer(status, "", Optional.empty()), 0);
    }

    private static Verdict rejected(String body, int before) {
        return Judge.of(new Answer(400, body, Optional.empty()), before);
    }

    private static Optional<Duration> busy(String retryAfter) {
        return ((Verdict.Retry) Judge.of(new Answer(503, "", Optional.of(retryAfter)), 0)).atLeast();
    }
}
