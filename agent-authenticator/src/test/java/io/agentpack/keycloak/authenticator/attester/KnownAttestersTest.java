package io.agentpack.keycloak.authenticator.attester;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keycloak.component.ComponentModel;

class KnownAttestersTest {
    private final List<String> read = new ArrayList<>();
    private final KnownAttesters known = new KnownAttesters(model -> {
        read.add(model.getName());
        return new Attester(new ReadSettings(model.getName(), model.getConfig()::get, false).read(), null);
    });

    @Test
    void settings_are_read_once() {
        Attester first = known.of(component("broker", "https://broker.example"));
        Attester second = known.of(component("broker", "https://broker.example"));

        assertThat(second).isSameAs(first);
        assertThat(read).hasSize(1);
    }

    @Test
    void changed_settings_are_read_anew_even_if_the_component_was_changed_in_place() {
        ComponentModel model = component("broker", "https://broker.example");
        known.of(model);
        model.getConfig().get(AttesterSettings.ISSUER).set(0, "https://other.example");

        assertThat(known.of(model).settings().issuer()).contains("https://other.example");
    }

    @Test
    void another_name_is_another_attester() {
        known.of(component("broker", "https://broker.example"));

        assertThat(known.of(component("renamed", "https://broker.example")).name())
                .isEqualTo("renamed");
    }

    @Test
    void what_was_forgotten_is_read_anew() {
        ComponentModel model = component("broker", "https://broker.example");
        known.of(model);
        known.forget(model.getId());
        known.of(model);

        assertThat(read).hasSize(2);
    }

    private static ComponentModel component(String name, String issuer) {
        ComponentModel model = new ComponentModel();
        model.setId("one");
        model.setName(name);
        model.getConfig().add(AttesterSettings.ISSUER, issuer);
        return model;
    }
}
