package io.agentpack.keycloak.authenticator.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ChallengesTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);
    private static final SecretKey ONE = secret(1);
    private static final SecretKey OTHER = secret(2);

    private final Challenges lab = new Challenges("lab", List.of(ONE));

    @Test
    void knowsItsOwnWithoutRememberingThem() {
        String challenge = lab.fresh(NOW);

        assertThat(new Challenges("lab", List.of(ONE)).givenOut(challenge, NOW)).contains(NOW);
        assertThat(challenge).matches("[A-Za-z0-9_-]{55}");
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(Stream.generate(() -> lab.fresh(NOW)).limit(1000).distinct()).hasSize(1000);
    }

    @Test
    void livesForItsTimeOnly() {
        String challenge = lab.fresh(NOW);

        assertThat(lab.givenOut(challenge, NOW.plus(Challenges.LIFETIME))).isPresent();
        assertThat(lab.givenOut(challenge, NOW.plus(Challenges.LIFETIME).plusSeconds(1)))
                .isEmpty();
        assertThat(lab.givenOut(challenge, NOW.minusSeconds(5))).isPresent();
        assertThat(lab.givenOut(challenge, NOW.minusSeconds(6))).isEmpty();
    }

    @Test
    void anotherRealmOrSecretMakesOthers() {
        String challenge = lab.fresh(NOW);

        assertThat(new Challenges("other", List.of(ONE)).givenOut(challenge, NOW))
                .isEmpty();
        assertThat(new Challenges("lab", List.of(OTHER)).givenOut(challenge, NOW))
                .isEmpty();
    }

    @Test
    void outlivesTheRotationOfTheSecret() {
        assertThat(new Challenges("lab", List.of(OTHER, ONE)).givenOut(lab.fresh(NOW), NOW))
                .isPresent();
    }

    @Test
    void everyBitCounts() {
        byte[] challenge = Base64.getUrlDecoder().decode(lab.fresh(NOW));

        assertThat(IntStream.range(0, challenge.length * 8).mapToObj(bit -> flipped(challenge, bit)))
                .allMatch(forged -> lab.givenOut(forged, NOW).isEmpty());
    }

    @Test
    void nothingElseIsAChallenge() {
        String challenge = lab.fresh(NOW);

        assertThat(Stream.of(
                        "", " ", "abc", challenge + "A", challenge + "=", challenge.substring(1), "é", challenge + " "))
                .allMatch(text -> lab.givenOut(text, NOW).isEmpty());
    }

    private static String flipped(byte[] challenge, int bit) {
        byte[] copy = Arrays.copyOf(challenge, challenge.length);
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(copy);
    }

    private static SecretKey secret(int fill) {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) fill);
        return new SecretKeySpec(bytes, "HmacSHA512");
    }
}
