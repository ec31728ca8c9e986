package io.agentpack.keycloak.domain.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of attenuation, for whatever authority: it never widens, in any order, however often. */
class AuthorityLawsTest {

    @Property
    void neverWiderThanEither(@ForAll("authorities") Authority one, @ForAll("authorities") Authority other) {
        Authority both = one.and(other);

        assertThat(one.covers(both)).isTrue();
        assertThat(other.covers(both)).isTrue();
    }

    @Property
    void orderDoesNotMatter(
            @ForAll("authorities") Authority a,
            @ForAll("authorities") Authority b,
            @ForAll("authorities") Authority c) {
        assertThat(a.and(b)).isEqualTo(b.and(a));
        assertThat(a.and(b).and(c)).isEqualTo(a.and(b.and(c)));
    }

    @Property
    void doingItTwiceChangesNothing(@ForAll("authorities") Authority one, @ForAll("authorities") Authority other) {
        assertThat(one.and(other).and(other)).isEqualTo(one.and(other));
        assertThat(one.and(one)).isEqualTo(one);
    }

    @Property
    void keepsEverythingThatBothHave(
            @ForAll("authorities") Authority one,
            @ForAll("authorities") Authority other,
            @ForAll("authorities") Authority third) {
        Authority common = one.and(other).and(third);

        assertThat(one.and(other).covers(common)).isTrue();
        assertThat(Authority.NONE.and(one)).isEqualTo(Authority.NONE);
    }

    @Property
    void narrowingToTargetsNeverWidens(@ForAll("authorities") Authority one, @ForAll("names") Set<String> targets) {
        Authority narrowed = one.onlyFor(targets);

        assertThat(one.covers(narrowed)).isTrue();
        assertThat(targets).containsAll(narrowed.audiences());
        assertThat(targets).containsAll(narrowed.clientRoles().keySet());
    }

    @Property
    void withholdingClientsLeavesNothingOfThem(
            @ForAll("authorities") Authority one, @ForAll("names") Set<String> clients) {
        Authority rest = one.withoutClients(clients);

        assertThat(one.covers(rest)).isTrue();
        assertThat(rest.audiences()).noneMatch(clients::contains);
        assertThat(rest.clientRoles().keySet()).noneMatch(clients::contains);
    }

    @Property
    void whatIsGrantedIsAddedAndCanBeTakenAwayAgain(
            @ForAll("authorities") Authority held, @ForAll("authorities") Authority granted) {
        Authority raised = held.or(granted);

        assertThat(raised.covers(held)).isTrue();
        assertThat(raised.covers(granted)).isTrue();
        assertThat(raised.and(held)).isEqualTo(held);
        assertThat(held.or(held)).isEqualTo(held);
    }

    @Provide
    Arbitrary<Authority> authorities() {
        Arbitrary<Map<String, Set<String>>> roles =
                Arbitraries.maps(name(), names()).ofMaxSize(4);
        return Combinators.combine(names(), names(), roles, names())
                .as((scopes, realm, client, audiences) -> new Authority(new Scopes(scopes), realm, client, audiences));
    }

    @Provide
    Arbitrary<Set<String>> names() {
        return name().set().ofMaxSize(5);
    }

    private static Arbitrary<String> name() {
        return Arbitraries.of("a", "b", "c", "d", "e", "f");
    }
}
